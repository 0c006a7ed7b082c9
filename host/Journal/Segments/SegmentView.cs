using System.Runtime.CompilerServices;

namespace Strategies.Journal.Segments;

/// <summary>A segment file mapped for reading.</summary>
internal sealed unsafe class SegmentView : IDisposable
{
    private byte* _base;

    private SegmentView(string file, long number, byte* address, long fileBytes)
    {
        File = file;
        Number = number;
        _base = address;
        FileBytes = fileBytes;
    }

    /// <summary>The file.</summary>
    internal string File { get; }

    /// <summary>The number in its name.</summary>
    internal long Number { get; }

    /// <summary>Bytes of the file when it was opened.</summary>
    internal long FileBytes { get; }

    /// <summary>First byte of the mapping.</summary>
    internal byte* Base => _base;

    /// <summary>True when the file is too short for a header.</summary>
    internal bool IsHeaderCut => FileBytes < SegmentHeader.HeaderBytes;

    /// <summary>True when a writer has begun it; false for a spare.</summary>
    internal bool IsInUse => !IsHeaderCut && Volatile.Read(ref *(ulong*)_base) != 0;

    /// <summary>True when something stands where the first record would.</summary>
    internal bool HasRecords =>
        FileBytes >= SegmentHeader.HeaderBytes + 8
        && Volatile.Read(ref *(ulong*)(_base + SegmentHeader.HeaderBytes)) != 0;

    /// <summary>The header; only in a segment in use.</summary>
    internal ref readonly SegmentHeader Header => ref Unsafe.AsRef<SegmentHeader>(_base);

    /// <summary>The mark of a clean end.</summary>
    internal ref readonly CloseMark CloseMark => ref Unsafe.AsRef<CloseMark>(_base + CloseMark.Offset);

    /// <summary>The environment's bytes; only after <see cref="SegmentHeaderCheck"/> found it in order.</summary>
    internal ReadOnlySpan<byte> Environment => new(_base + SegmentHeader.EnvironmentOffset, Header.EnvironmentBytes);

    /// <summary>Maps a segment; null when there is no such file.</summary>
    /// <exception cref="JournalException">It cannot be mapped.</exception>
    internal static SegmentView? TryOpen(JournalLayout layout, SegmentKind kind, long number)
    {
        string file = layout.SegmentFile(kind, number);
        int descriptor = FileSystemCalls.Open(file, FileSystemCalls.ReadOnly);
        if (descriptor < 0)
        {
            return descriptor == -FileSystemCalls.NotFound
                ? null
                : throw FileFaults.FromErrorNumber(file, -descriptor, "open the segment");
        }

        long bytes = FileSystemCalls.FileBytes(descriptor);
        int error = bytes < 0 ? (int)-bytes : 0;
        // An empty file cannot be mapped.
        byte* address = bytes > 0 ? FileSystemCalls.Map(descriptor, bytes, writable: false, out error) : null;
        FileSystemCalls.Close(descriptor);
        return error == 0
            ? new SegmentView(file, number, address, bytes)
            : throw FileFaults.FromErrorNumber(file, error, "map the segment");
    }

    /// <summary>Unmaps it.</summary>
    public void Dispose()
    {
        if (_base is not null)
        {
            FileSystemCalls.Unmap(_base, FileBytes);
            _base = null;
        }
    }
}
