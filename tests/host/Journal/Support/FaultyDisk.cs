using Strategies.Journal.Archiving;
using Strategies.Journal.Segments;

namespace Strategies.Journal.Tests.Support;

/// <summary>
/// A disk that refuses now and then. A write that is refused has written a part; a sync that is refused has dropped
/// every page since the last one that was not, says so once, and reports success from then on, as the system does.
/// </summary>
internal sealed class FaultyDisk(Random random) : ArchiveDisk
{
    private const int IoError = 5;
    private const int NoSpace = 28;

    private readonly Dictionary<string, byte[]> _onDisk = [];

    /// <summary>Calls of a hundred that fail.</summary>
    internal int FaultPercent { get; set; }

    internal int Refused { get; private set; }

    internal override int Allocate(int descriptor, long bytes) =>
        Refuse() ? NoSpace : base.Allocate(descriptor, bytes);

    internal override int Write(int descriptor, ReadOnlySpan<byte> bytes, long offset)
    {
        if (!Refuse())
        {
            return base.Write(descriptor, bytes, offset);
        }

        base.Write(descriptor, bytes[..(random.Next(bytes.Length) & ~7)], offset); // No system tears a word.
        return random.Next(2) == 0 ? NoSpace : IoError;
    }

    internal override int Sync(int descriptor)
    {
        string file = new FileInfo($"/proc/self/fd/{descriptor}").LinkTarget!;
        if (!Refuse())
        {
            _onDisk[file] = File.ReadAllBytes(file);
            return base.Sync(descriptor);
        }

        byte[] kept = _onDisk.GetValueOrDefault(file) ?? new byte[new FileInfo(file).Length];
        FileSystemCalls.WriteAt(descriptor, kept, 0);
        return IoError;
    }

    private bool Refuse()
    {
        bool refused = random.Next(100) < FaultPercent;
        Refused += refused ? 1 : 0;
        return refused;
    }
}
