using Strategies.Journal.Segments;

namespace Strategies.Journal.Archiving;

/// <summary>What the archiver asks of the disk. Each call gives 0 or the operating system's error number.</summary>
internal class ArchiveDisk
{
    /// <summary>The disk as it is.</summary>
    internal static ArchiveDisk Real { get; } = new();

    /// <summary>Gives a file its size with all its blocks.</summary>
    internal virtual int Allocate(int descriptor, long bytes) => FileSystemCalls.Allocate(descriptor, bytes);

    /// <summary>Writes bytes at an offset, all of them.</summary>
    internal virtual int Write(int descriptor, ReadOnlySpan<byte> bytes, long offset) =>
        FileSystemCalls.WriteAt(descriptor, bytes, offset);

    /// <summary>Waits until a file's bytes are on the disk.</summary>
    internal virtual int Sync(int descriptor) => FileSystemCalls.SyncData(descriptor);
}
