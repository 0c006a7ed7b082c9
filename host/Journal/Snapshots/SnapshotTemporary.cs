using System.Globalization;
using Strategies.Journal.Segments;

namespace Strategies.Journal.Snapshots;

/// <summary>
/// A snapshot's file while it is being written: under a name that nobody takes for a snapshot, locked as long as its
/// writer lives. It becomes a snapshot by one rename, after its bytes are on the disk.
/// </summary>
internal sealed class SnapshotTemporary : IDisposable
{
    private static int _counter;

    private readonly string _folder;
    private readonly string _file;
    private int _descriptor;
    private bool _isPublished;

    private SnapshotTemporary(string folder, string file, int descriptor)
    {
        _folder = folder;
        _file = file;
        _descriptor = descriptor;
    }

    /// <summary>Makes the file with all the room that it will need.</summary>
    /// <param name="folder">The snapshots' folder.</param>
    /// <param name="name">The name that it will have.</param>
    /// <param name="bytes">Bytes that will be written.</param>
    /// <exception cref="JournalException">The file cannot be made, or the disk is full.</exception>
    internal static SnapshotTemporary Create(string folder, string name, long bytes)
    {
        while (true)
        {
            int number = Interlocked.Increment(ref _counter);
            string file = Path.Combine(folder, string.Create(
                CultureInfo.InvariantCulture,
                $"{Path.GetFileNameWithoutExtension(name)}{SnapshotName.TemporaryMark}-{Environment.ProcessId}-{number}"));
            int descriptor = FileSystemCalls.Open(file, FileSystemCalls.ReadWrite | FileSystemCalls.Create | FileSystemCalls.Exclusive);
            if (descriptor == -FileSystemCalls.Exists)
            {
                continue; // Left by a dead process of the same number.
            }

            if (descriptor < 0)
            {
                throw FileFaults.FromErrorNumber(file, -descriptor, "make the snapshot");
            }

            // The owner of the journal's lock may take it for a dead writer's before it is locked: then again.
            SnapshotTemporary made = new(folder, file, descriptor);
            int error = FileSystemCalls.LockExclusive(descriptor);
            if (error == FileSystemCalls.WouldBlock || (error == 0 && !File.Exists(file)))
            {
                FileSystemCalls.Close(descriptor);
                continue;
            }

            error = error == 0 && bytes > 0 ? FileSystemCalls.Allocate(descriptor, bytes) : error;
            if (error != 0)
            {
                made.Dispose();
                throw FileFaults.FromErrorNumber(file, error, "make the snapshot", bytes);
            }

            return made;
        }
    }

    /// <summary>Removes what dead writers have left. Only for the owner of the journal's lock.</summary>
    /// <returns>How many files.</returns>
    /// <exception cref="JournalException">One cannot be removed.</exception>
    internal static int RemoveLeftovers(string folder)
    {
        int removed = 0;
        foreach (string file in Directory.Exists(folder)
            ? FileFaults.Guard(folder, () => Directory.GetFiles(folder, "*" + SnapshotName.TemporaryMark + "-*"))
            : [])
        {
            int descriptor = FileSystemCalls.Open(file, FileSystemCalls.ReadOnly);
            if (descriptor == -FileSystemCalls.NotFound)
            {
                continue;
            }

            if (descriptor < 0)
            {
                throw FileFaults.FromErrorNumber(file, -descriptor, "open what a dead writer left");
            }

            int error = FileSystemCalls.LockExclusive(descriptor);
            error = error == 0 ? FileSystemCalls.Unlink(file) : error;
            FileSystemCalls.Close(descriptor);
            if (error is not (0 or FileSystemCalls.WouldBlock or FileSystemCalls.NotFound))
            {
                throw FileFaults.FromErrorNumber(file, error, "remove what a dead writer left");
            }

            removed += error == 0 ? 1 : 0;
        }

        return removed;
    }

    /// <summary>Writes bytes at an offset.</summary>
    /// <exception cref="JournalException">The disk refuses.</exception>
    internal void Write(ReadOnlySpan<byte> bytes, long offset) =>
        Require(FileSystemCalls.WriteAt(_descriptor, bytes, offset), "write the snapshot");

    /// <summary>Brings the bytes to the disk, gives the file its name and brings that to the disk.</summary>
    /// <exception cref="JournalException">The disk refuses; there is no snapshot of this name unless one was before.</exception>
    internal void Publish(string name)
    {
        // Bytes, name, folder, in this order: a name never stands for bytes that a loss of power can still take.
        Require(FileSystemCalls.SyncData(_descriptor), "write the snapshot to the disk");
        Require(FileSystemCalls.Rename(_file, Path.Combine(_folder, name)), "give the snapshot its name");
        _isPublished = true;
        Require(FileSystemCalls.SyncFolder(_folder), "write the snapshots' folder to the disk");
    }

    /// <summary>Closes the file and, unless it was published, removes it.</summary>
    public void Dispose()
    {
        if (_descriptor < 0)
        {
            return;
        }

        if (!_isPublished)
        {
            _ = FileSystemCalls.Unlink(_file);
        }

        FileSystemCalls.Close(_descriptor);
        _descriptor = -1;
    }

    private void Require(int error, string doing)
    {
        if (error != 0)
        {
            throw FileFaults.FromErrorNumber(_file, error, doing);
        }
    }
}
