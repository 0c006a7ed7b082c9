using System.Runtime.InteropServices;
using Strategies.Journal.Segments;

namespace Strategies.Journal.Archiving;

/// <summary>A segment in the archive that is being written. Every call may be made again after it has failed.</summary>
internal sealed unsafe class ArchiveFile : IDisposable
{
    private readonly ArchiveDisk _disk;
    private readonly string _file;
    private int _descriptor;

    private ArchiveFile(ArchiveDisk disk, string file, int descriptor)
    {
        _disk = disk;
        _file = file;
        _descriptor = descriptor;
    }

    /// <summary>Opens a segment's file or makes it, with all the room that it will need.</summary>
    /// <param name="file">The file.</param>
    /// <param name="bytes">Bytes of the segment.</param>
    /// <param name="disk">The disk.</param>
    /// <exception cref="JournalException">The disk refuses, or the file is a link.</exception>
    internal static ArchiveFile Open(string file, long bytes, ArchiveDisk disk)
    {
        const int Flags = FileSystemCalls.ReadWrite | FileSystemCalls.Create;
        SegmentLink.RequireNone(file);
        // Exclusive at first only to know whose file it is: one that was there is not removed when the disk is full.
        int descriptor = FileSystemCalls.Open(file, Flags | FileSystemCalls.Exclusive, isShared: true);
        bool isNew = descriptor >= 0;
        descriptor = descriptor == -FileSystemCalls.Exists ? FileSystemCalls.Open(file, Flags) : descriptor;
        if (descriptor < 0)
        {
            throw FileFaults.FromErrorNumber(file, -descriptor, "make the archive's segment");
        }

        int error = disk.Allocate(descriptor, bytes);
        if (error == 0)
        {
            return new ArchiveFile(disk, file, descriptor);
        }

        FileSystemCalls.Close(descriptor);
        if (isNew)
        {
            _ = FileSystemCalls.Unlink(file);
        }

        throw FileFaults.FromErrorNumber(file, error, "make the archive's segment", bytes);
    }

    /// <summary>
    /// Copies all that stands in front of the first record but the mark of a clean end; the first word, by which a
    /// segment is known to be in use, last.
    /// </summary>
    /// <param name="source">The segment in memory.</param>
    internal void WriteHeader(SegmentView source)
    {
        ReadOnlySpan<byte> header = new(source.Base, SegmentHeader.HeaderBytes);
        Write(header[SegmentHeader.EnvironmentOffset..], SegmentHeader.EnvironmentOffset);
        // The mark of a clean end, which stands in between, comes later and by itself.
        Write(header[8..SegmentHeader.Size], 8);
        Write(header[..8], 0);
    }

    /// <summary>Writes bytes.</summary>
    /// <param name="bytes">The bytes.</param>
    /// <param name="offset">Where they go.</param>
    internal void Write(ReadOnlySpan<byte> bytes, long offset) =>
        Require(_disk.Write(_descriptor, bytes, offset), "write the archive's segment");

    /// <summary>
    /// Writes the mark of a clean end, so that a kill in between leaves none rather than a wrong one.
    /// </summary>
    /// <param name="mark">The mark; one without <see cref="CloseMark.Marker"/> takes it away.</param>
    internal void Write(CloseMark mark)
    {
        ReadOnlySpan<byte> bytes = MemoryMarshal.AsBytes(new ReadOnlySpan<CloseMark>(in mark));
        Write(stackalloc byte[8], CloseMark.Offset);
        Write(bytes[8..], CloseMark.Offset + 8);
        Write(bytes[..8], CloseMark.Offset);
    }

    /// <summary>Waits until everything is on the disk.</summary>
    /// <exception cref="JournalException">
    /// The disk refuses. What was written since the last time it did not may be lost, also if a later call succeeds: it
    /// must be written again.
    /// </exception>
    internal void Sync() => Require(_disk.Sync(_descriptor), "write the archive's segment to the disk");

    /// <summary>Closes it.</summary>
    public void Dispose()
    {
        if (_descriptor >= 0)
        {
            FileSystemCalls.Close(_descriptor);
            _descriptor = -1;
        }
    }

    private void Require(int error, string doing)
    {
        if (error != 0)
        {
            throw FileFaults.FromErrorNumber(_file, error, doing);
        }
    }
}
