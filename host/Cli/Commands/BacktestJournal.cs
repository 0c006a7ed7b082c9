namespace Strategies.Cli.Commands;

/// <summary>The folder of a backtest's journal: the one that was asked for, or one that is removed when all is done.</summary>
internal sealed class BacktestJournal : IDisposable
{
    private const int RemovalsMax = 50;

    private readonly string? _scratch;

    /// <summary>Makes it.</summary>
    /// <param name="folder">Where the journal is to stay; null for nowhere.</param>
    internal BacktestJournal(string? folder)
    {
        _scratch = folder is null ? Directory.CreateTempSubdirectory("strategies-backtest-").FullName : null;
        Folder = folder ?? Path.Combine(_scratch!, "journal");
    }

    /// <summary>The journal's folder.</summary>
    internal string Folder { get; }

    /// <summary>True when it stays.</summary>
    internal bool IsKept => _scratch is null;

    public void Dispose()
    {
        if (_scratch is not null)
        {
            Remove(_scratch);
        }
    }

    /// <summary>
    /// A session that was left behind in the middle of something may put a file into a folder just when it is removed.
    /// </summary>
    private static void Remove(string folder)
    {
        for (int attempt = 1; Directory.Exists(folder); attempt++)
        {
            try
            {
                AllowWriting(folder);
                Directory.Delete(folder, recursive: true);
            }
            catch (IOException) when (attempt < RemovalsMax)
            {
                Thread.Yield();
            }
        }
    }

    /// <summary>What lies in a store is read-only.</summary>
    private static void AllowWriting(string folder)
    {
        foreach (string inner in Directory.EnumerateDirectories(folder, "*", SearchOption.AllDirectories))
        {
            if (!OperatingSystem.IsWindows())
            {
                File.SetUnixFileMode(inner, File.GetUnixFileMode(inner) | UnixFileMode.UserWrite);
            }
        }
    }
}
