using System.Text.Json;
using Strategies.Backtest.Tests.Support;

namespace Strategies.Cli.Tests.Support;

/// <summary>A journal that <c>strat backtest</c> wrote.</summary>
public sealed class GoodJournal : IDisposable
{
    internal const int Rows = 2_000;

    private readonly SmallSession _session = new(Rows);
    private int _copies;

    public GoodJournal()
    {
        Played = _session.Play().Require(StratResult.Success).Json;
        Inputs = JournalRecord.Inputs(Folder);
        Outputs = JournalRecord.Outputs(Folder);
    }

    internal string Folder => _session.JournalDir;

    /// <summary>What <c>backtest --json</c> said.</summary>
    internal JsonElement Played { get; }

    internal List<JournalRecord> Inputs { get; }

    internal List<JournalRecord> Outputs { get; }

    internal string NewFolder() => _session.PathOf($"copy{++_copies}");

    internal string Copy()
    {
        string target = NewFolder();
        foreach (string file in Directory.GetFiles(Folder, "*", SearchOption.AllDirectories))
        {
            string copy = Path.Combine(target, Path.GetRelativePath(Folder, file));
            Directory.CreateDirectory(Path.GetDirectoryName(copy)!);
            File.Copy(file, copy);
        }

        return target;
    }

    public void Dispose() => _session.Dispose();
}
