using Strategies.Journal.Segments;
using Strategies.Records;

namespace Strategies.Journal.Snapshots;

/// <summary>The snapshots of a journal: states of its engine, as opaque bytes, each at one input.</summary>
/// <remarks>
/// <para>A snapshot is written under another name and renamed after its bytes are on the disk: a kill or a loss of power
/// at any moment leaves no snapshot or a whole one. Nothing of it is given out before its hash was found right and the
/// journal was found to have, at its sequence, the very input that the state has seen.</para>
/// <para>Any process may write and read snapshots beside the journal's writer, from any thread; calls do not share
/// state. Not for the hot path: a call reads, hashes or writes hundreds of megabytes.</para>
/// </remarks>
public sealed class SnapshotStore
{
    private readonly JournalLayout _layout;

    /// <param name="layout">The journal.</param>
    public SnapshotStore(JournalLayout layout) => _layout = layout;

    /// <summary>Writes a snapshot; one of the same epoch and sequence is replaced.</summary>
    /// <param name="info">What it is of. Size and hash are filled in here.</param>
    /// <param name="payload">The state.</param>
    /// <returns>The file's name, and the information with size and hash.</returns>
    /// <exception cref="JournalException">
    /// It does not fit this journal, or the disk refuses; then there is no new snapshot.
    /// </exception>
    public SnapshotEntry Write(SnapshotInfo info, ReadOnlySpan<byte> payload)
    {
        string name = SnapshotName.Of(info.Epoch, info.Sequence);
        string file = PathOf(name);
        SnapshotCheck check = new(_layout);
        check.RequireOwner(info, file);
        check.RequirePlace(info, file);
        SnapshotInfo whole = info with { PayloadBytes = payload.Length, PayloadHash = Hash256.Of(payload) };
        byte[] tables = SnapshotTables.Write(whole);
        CreateFolder();
        using SnapshotTemporary temporary = SnapshotTemporary.Create(
            _layout.SnapshotFolder, name, tables.Length + (long)payload.Length);
        temporary.Write(tables, 0);
        temporary.Write(payload, tables.Length);
        temporary.Publish(name);
        return new SnapshotEntry(name, info.Epoch, info.Sequence, tables.Length + (long)payload.Length, whole, null);
    }

    /// <summary>
    /// All snapshots, newest first, each checked whole and with its fault when it cannot be used. Other files are passed
    /// over.
    /// </summary>
    /// <exception cref="JournalException">The folder or the journal's segments cannot be looked at.</exception>
    public IReadOnlyList<SnapshotEntry> List()
    {
        List<SnapshotEntry> entries = Names();
        if (entries.Count > 0)
        {
            SnapshotCheck check = new(_layout);
            for (int index = 0; index < entries.Count; index++)
            {
                entries[index] = Examine(check, entries[index]);
            }
        }

        return entries;
    }

    /// <summary>The newest snapshot that can be used; null when there is none.</summary>
    /// <param name="maxSequence">The highest input that it may have seen.</param>
    /// <exception cref="JournalException">The folder or the journal's segments cannot be looked at.</exception>
    public SnapshotEntry? Latest(ulong maxSequence = ulong.MaxValue)
    {
        List<SnapshotEntry> entries = Names(maxSequence);
        SnapshotCheck? check = entries.Count > 0 ? new SnapshotCheck(_layout) : null;
        return entries.Select(entry => Examine(check!, entry)).FirstOrDefault(entry => entry.IsUsable);
    }

    /// <summary>Reads the newest snapshot that can be used; null when there is none.</summary>
    /// <param name="maxSequence">The highest input that it may have seen.</param>
    /// <param name="refused">Gets those that were newer and could not be used, with their faults.</param>
    /// <exception cref="JournalException">The folder or the journal's segments cannot be looked at.</exception>
    public Snapshot? ReadLatest(ulong maxSequence, ICollection<SnapshotEntry> refused)
    {
        foreach (SnapshotEntry entry in Names(maxSequence))
        {
            try
            {
                return Read(entry.Name);
            }
            catch (JournalException exception)
            {
                refused.Add(entry with { Fault = exception });
            }
        }

        return null;
    }

    /// <summary>Reads a snapshot and checks all of it.</summary>
    /// <param name="name">The file's name.</param>
    /// <returns>It, with its payload in memory; to be disposed.</returns>
    /// <exception cref="JournalException">
    /// It is missing, damaged, of another journal or of another history: see <see cref="JournalException.Fault"/>.
    /// </exception>
    public Snapshot Read(string name)
    {
        string file = PathOf(name);
        if (!SnapshotName.TryParse(name, out _, out _))
        {
            throw SnapshotFaults.Missing(file);
        }

        using SnapshotFile opened = SnapshotFile.Open(file);
        SnapshotInfo info = ReadInfo(opened, name);
        SnapshotCheck check = new(_layout);
        check.RequireOwner(info, file);
        check.RequirePlace(info, file);
        return opened.ReadSnapshot(info, name);
    }

    /// <summary>
    /// Removes what is older than the newest snapshots that can be used; what is newer stays, usable or not, as well as
    /// what another journal or a later build has written.
    /// </summary>
    /// <param name="keep">How many stay, from 1.</param>
    /// <returns>The names of those that were removed.</returns>
    /// <exception cref="JournalException">A file cannot be removed, or <paramref name="keep"/> is too small.</exception>
    public IReadOnlyList<string> Prune(int keep)
    {
        if (keep < 1)
        {
            throw new JournalException(
                JournalFault.InvalidOption, $"{keep} snapshots cannot be kept", "keep one at least");
        }

        List<string> removed = [];
        SnapshotCheck check = new(_layout);
        int usable = 0;
        foreach (SnapshotEntry entry in Names())
        {
            if (usable < keep)
            {
                usable += Examine(check, entry).IsUsable ? 1 : 0;
            }
            else if (IsOurs(check, entry))
            {
                string file = PathOf(entry.Name);
                FileFaults.Guard(file, () => File.Delete(file));
                removed.Add(entry.Name);
            }
        }

        return removed;
    }

    /// <summary>
    /// Sets a snapshot aside from which an engine came to another output than the journal has: it keeps its name, with
    /// <c>.wrong</c> behind it, for whoever wants to look, and is no snapshot any more.
    /// </summary>
    /// <param name="name">The file's name.</param>
    /// <returns>False when it could not be renamed.</returns>
    public bool TrySetAside(string name)
    {
        string file = PathOf(name);
        return FileSystemCalls.Rename(file, file + ".wrong") == 0;
    }

    /// <summary>The snapshots' names, newest first, unchecked.</summary>
    internal List<SnapshotEntry> Names(ulong maxSequence = ulong.MaxValue)
    {
        string folder = _layout.SnapshotFolder;
        List<SnapshotEntry> entries = [];
        foreach (FileInfo file in Directory.Exists(folder)
            ? FileFaults.Guard(folder, () => new DirectoryInfo(folder).GetFiles("*" + SnapshotName.Extension))
            : [])
        {
            if (SnapshotName.TryParse(file.Name, out uint epoch, out ulong sequence)
                && sequence <= maxSequence
                && file.Exists)
            {
                entries.Add(new SnapshotEntry(file.Name, epoch, sequence, file.Length, null, null));
            }
        }

        entries.Sort((left, right) => (right.Sequence, right.Epoch).CompareTo((left.Sequence, left.Epoch)));
        return entries;
    }

    /// <summary>Moves snapshots behind an input aside. Only for the owner of the journal's lock.</summary>
    /// <returns>The files that they became.</returns>
    /// <exception cref="JournalException">One cannot be moved.</exception>
    internal IReadOnlyList<string> MoveAsideBehind(ulong sequence, AsideFolder aside) =>
    [
        .. Names().Where(entry => entry.Sequence > sequence).Select(entry => aside.Take(PathOf(entry.Name))),
    ];

    private static SnapshotInfo ReadInfo(SnapshotFile opened, string name)
    {
        SnapshotInfo info = opened.ReadInfo();
        return SnapshotName.Of(info.Epoch, info.Sequence) == name
            ? info
            : throw SnapshotFaults.Header(
                opened.Path, $"the file holds a snapshot of epoch {info.Epoch}, input {info.Sequence}");
    }

    private SnapshotEntry Examine(SnapshotCheck check, SnapshotEntry entry)
    {
        string file = PathOf(entry.Name);
        SnapshotInfo? info = null;
        try
        {
            using SnapshotFile opened = SnapshotFile.Open(file);
            info = ReadInfo(opened, entry.Name);
            check.RequireOwner(info, file);
            check.RequirePlace(info, file);
            opened.VerifyPayload(info);
            return entry with { Info = info };
        }
        catch (JournalException exception)
        {
            return entry with { Info = info, Fault = exception };
        }
    }

    /// <summary>Whether a file is not another journal's or a later build's.</summary>
    private bool IsOurs(SnapshotCheck check, SnapshotEntry entry)
    {
        string file = PathOf(entry.Name);
        try
        {
            using SnapshotFile opened = SnapshotFile.Open(file);
            check.RequireOwner(opened.ReadInfo(), file);
            return true;
        }
        catch (JournalException exception)
        {
            // What a damaged header is of nobody can say, nor use it.
            return exception.Fault is JournalFault.SnapshotHeader or JournalFault.SnapshotTruncated;
        }
    }

    private string PathOf(string name) => Path.Combine(_layout.SnapshotFolder, Path.GetFileName(name));

    private void CreateFolder()
    {
        if (Directory.Exists(_layout.SnapshotFolder))
        {
            return;
        }

        FileFaults.Guard(_layout.SnapshotFolder, () => Directory.CreateDirectory(_layout.SnapshotFolder));
        int error = FileSystemCalls.SyncFolder(_layout.Folder);
        if (error != 0)
        {
            throw FileFaults.FromErrorNumber(_layout.Folder, error, "write the journal's folder to the disk");
        }
    }
}
