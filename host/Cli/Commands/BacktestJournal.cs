using Strategies.Journal;

namespace Strategies.Cli.Commands;

/// <summary>
/// The folder of a backtest's journal: the one that was asked for, or one that is removed when all is done. Removed is also
/// what the session itself puts into the temporary folder and cannot clean up any more when it is left behind.
/// </summary>
internal sealed class BacktestJournal : IDisposable
{
    private const int RemovalsMax = 50;
    private const string TemporaryFolder = "TMPDIR";

    private readonly string _scratch;
    private readonly bool _wasThere;
    private readonly bool _wasFree;
    private readonly string? _temporaryBefore = Environment.GetEnvironmentVariable(TemporaryFolder);

    /// <summary>Makes it; until it is disposed the process's temporary folder is one inside of it.</summary>
    /// <param name="folder">Where the journal is to stay; null for nowhere.</param>
    internal BacktestJournal(string? folder)
    {
        // In front of making anything: this may be refused.
        _wasThere = Directory.Exists(folder);
        _wasFree = !File.Exists(folder) && !(_wasThere && Directory.EnumerateFileSystemEntries(folder!).Any());
        _scratch = Directory.CreateTempSubdirectory("strategies-backtest-").FullName;
        IsKept = folder is not null;
        Folder = folder ?? Path.Combine(_scratch, "journal");
        Environment.SetEnvironmentVariable(TemporaryFolder, _scratch);
    }

    /// <summary>The journal's folder.</summary>
    internal string Folder { get; }

    /// <summary>True when it stays.</summary>
    internal bool IsKept { get; }

    public void Dispose()
    {
        Environment.SetEnvironmentVariable(TemporaryFolder, _temporaryBefore);
        Remove(_scratch);
        if (IsKept && _wasFree && !Directory.Exists(new JournalLayout(Folder).InputFolder))
        {
            // A session that was left behind before its first record: there is no journal that could be kept.
            Remove(Folder);
            if (_wasThere)
            {
                Directory.CreateDirectory(Folder);
            }
        }
    }

    /// <summary>
    /// A session that was left behind in the middle of something may put a file into a folder, or take one away, just when
    /// it is removed.
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
