using System.Globalization;
using Strategies.Journal.Durability;
using Strategies.Journal.Segments;
using Strategies.Journal.Store;

namespace Strategies.Journal;

/// <summary>Where things lie in a journal folder.</summary>
/// <remarks>
/// <c>input/000000000001.seg</c> and on: the numbered inputs. <c>output/000000000001.seg</c> and on: what the engine
/// made of them. <c>snapshot/EPOCH-SEQUENCE.snap</c>: the engine's state at an input. <c>store/HASH</c>: packages
/// (folders) and configurations (files) by their hash. <c>cut/</c>: what was taken out, for people to look at; nothing
/// reads it. <c>durable</c>: up to where the journal is on the disk for certain. <c>journal.lock</c>: held by the one
/// writer. Segments and snapshots describe themselves; there is no other file to keep in step with them.
/// </remarks>
public sealed class JournalLayout
{
    private const string Extension = ".seg";
    private const int NumberDigits = 12;

    /// <summary>The layout of a folder, which need not exist yet.</summary>
    /// <param name="folder">The journal's folder.</param>
    public JournalLayout(string folder)
    {
        Folder = Path.GetFullPath(folder);
        InputFolder = Path.Combine(Folder, "input");
        OutputFolder = Path.Combine(Folder, "output");
        SnapshotFolder = Path.Combine(Folder, "snapshot");
        StoreFolder = Path.Combine(Folder, "store");
        CutFolder = Path.Combine(Folder, "cut");
        DurableFile = Path.Combine(Folder, "durable");
        LockFile = Path.Combine(Folder, "journal.lock");
    }

    /// <summary>The journal's folder, as an absolute path.</summary>
    public string Folder { get; }

    /// <summary>Segments of inputs.</summary>
    public string InputFolder { get; }

    /// <summary>Segments of outputs.</summary>
    public string OutputFolder { get; }

    /// <summary>Snapshots: see <see cref="Snapshots.SnapshotStore"/>.</summary>
    public string SnapshotFolder { get; }

    /// <summary>Packages and configurations by hash: see <see cref="ContentStore"/>.</summary>
    public string StoreFolder { get; }

    /// <summary>What was taken out of the journal, one folder each time; not there before the first.</summary>
    public string CutFolder { get; }

    /// <summary>Says up to where the journal is on the disk for certain: see <see cref="DurableMarkFile"/>.</summary>
    public string DurableFile { get; }

    /// <summary>The file that the one writer locks.</summary>
    public string LockFile { get; }

    /// <summary>The folder of a kind of segments.</summary>
    /// <param name="kind">Inputs or outputs.</param>
    public string SegmentFolder(SegmentKind kind) => kind == SegmentKind.Input ? InputFolder : OutputFolder;

    /// <summary>The file of a segment.</summary>
    /// <param name="kind">Inputs or outputs.</param>
    /// <param name="number">From 1.</param>
    public string SegmentFile(SegmentKind kind, long number) =>
        Path.Combine(SegmentFolder(kind), number.ToString("D12", CultureInfo.InvariantCulture) + Extension);

    /// <summary>
    /// The numbers of the segment files that are there, from the lowest up; other files are passed over.
    /// </summary>
    /// <param name="kind">Inputs or outputs.</param>
    /// <exception cref="JournalException">The folder cannot be read.</exception>
    public IReadOnlyList<long> SegmentNumbers(SegmentKind kind)
    {
        string folder = SegmentFolder(kind);
        if (!Directory.Exists(folder))
        {
            return [];
        }

        SortedSet<long> numbers = []; // A folder that is just being changed may name a file twice.
        foreach (string file in FileFaults.Guard(folder, () => Directory.GetFiles(folder, "*" + Extension)))
        {
            string name = Path.GetFileNameWithoutExtension(file);
            if (name.Length == NumberDigits
                && long.TryParse(name, NumberStyles.None, CultureInfo.InvariantCulture, out long number) && number > 0)
            {
                numbers.Add(number);
            }
        }

        return [.. numbers];
    }

    /// <summary>Checks that a journal is here and may be looked at.</summary>
    /// <exception cref="JournalException">There is none, or access is denied.</exception>
    internal void RequireJournal()
    {
        int descriptor = FileSystemCalls.Open(InputFolder, FileSystemCalls.ReadOnly);
        if (descriptor >= 0)
        {
            FileSystemCalls.Close(descriptor);
            return;
        }

        throw descriptor is -FileSystemCalls.NotFound or -FileSystemCalls.NotAFolder
            ? new JournalException(
                JournalFault.NotAJournal,
                "the folder holds no journal",
                "name the folder that has 'input' in it",
                Folder)
            : FileFaults.FromErrorNumber(InputFolder, -descriptor, "look into the journal");
    }

    /// <summary>Makes the folders that are not there yet.</summary>
    /// <exception cref="JournalException">They cannot be made.</exception>
    public void CreateFolders()
    {
        foreach (string folder in (ReadOnlySpan<string>)[InputFolder, OutputFolder, SnapshotFolder, StoreFolder])
        {
            FileFaults.Guard(folder, () => Directory.CreateDirectory(folder));
        }
    }
}
