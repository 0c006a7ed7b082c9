using Strategies.Bench.Feed;
using Strategies.Feeds.Samples;

namespace Strategies.Bench.Tests.Support;

/// <summary>A small artificial day, the same in every test.</summary>
internal sealed class SampleDay : IDisposable
{
    internal const int Rows = 60_000;

    private readonly TempFolder _folder = new();

    internal SampleDay(int rows = Rows)
    {
        File = _folder.File("day.zip");
        LobsterSampleWriter.Write(File, new LobsterSampleOptions { Rows = rows });
    }

    internal string File { get; }

    internal string NewPath(string name) => _folder.File(name);

    internal static string Quoter =>
        Path.Combine(TestPlugins.FolderOf("Strategies.Samples.BasketQuoter"), "Strategies.Samples.BasketQuoter.dll");

    internal PacketTape Tape() => PacketTape.Read(File);

    internal BenchOptions Options(string journal = "journal") => new()
    {
        Feed = File,
        Strategy = Quoter,
        JournalDir = NewPath(journal),
        MoveTicks = 1,
        WarmUp = 20_000,
        Events = 60_000,
        PhaseCalls = 4_096,
    };

    public void Dispose() => _folder.Dispose();
}
