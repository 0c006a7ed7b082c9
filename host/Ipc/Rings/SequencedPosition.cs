using System.Runtime.InteropServices;

namespace Strategies.Ipc.Rings;

/// <summary>
/// A byte position in a ring and the sequence of the last record before it, changed together in one step: a writer
/// killed between two stores leaves the older pair. 128 bytes, so that it shares a cache line, or the one that the
/// processor fetches beside it, with nothing else.
/// </summary>
/// <remarks>
/// One writer. <see cref="Version"/> names which of two slots holds: even the first, odd the second. The writer fills
/// the other slot and then stores the next version with release order. A reader loads the version, the slot, and the
/// version again, all with acquire order: the slot is only written after the next version is visible, so an unchanged
/// version means a whole pair. That is why slots are stored with release order too; on x64 all of these are plain
/// moves, on ARM64 they are stlr and ldar.
/// </remarks>
[StructLayout(LayoutKind.Explicit, Size = Size)]
public struct SequencedPosition
{
    /// <summary>Bytes that it takes.</summary>
    public const int Size = 128;

    /// <summary>How often it was changed.</summary>
    [FieldOffset(0)] public ulong Version;

    /// <summary>Position of the first slot, in bytes since the ring was made.</summary>
    [FieldOffset(8)] public long Position0;

    /// <summary>Sequence of the first slot.</summary>
    [FieldOffset(16)] public ulong Sequence0;

    /// <summary>Position of the second slot.</summary>
    [FieldOffset(24)] public long Position1;

    /// <summary>Sequence of the second slot.</summary>
    [FieldOffset(32)] public ulong Sequence1;

    /// <summary>Changes the pair. The one writer.</summary>
    internal void Store(long position, ulong sequence)
    {
        ulong version = Version + 1;
        // The slot that readers of the present version do not look at.
        if ((version & 1) == 0)
        {
            Volatile.Write(ref Position0, position);
            Volatile.Write(ref Sequence0, sequence);
        }
        else
        {
            Volatile.Write(ref Position1, position);
            Volatile.Write(ref Sequence1, sequence);
        }

        // Only now does the slot count: a writer killed in front of this leaves the older pair.
        Volatile.Write(ref Version, version);
    }

    /// <summary>Reads the pair, unless the writer changes it right now. Any process.</summary>
    internal bool TryLoad(out long position, out ulong sequence)
    {
        ulong version = Volatile.Read(ref Version);
        bool isFirst = (version & 1) == 0;
        position = isFirst ? Volatile.Read(ref Position0) : Volatile.Read(ref Position1);
        sequence = isFirst ? Volatile.Read(ref Sequence0) : Volatile.Read(ref Sequence1);
        // The same version: the writer has not come back to this slot, so both words are of one pair.
        return Volatile.Read(ref Version) == version;
    }

    /// <summary>Reads the pair, again while the writer changes it. Not for the hot thread.</summary>
    internal (long Position, ulong Sequence) Load()
    {
        SpinWait spin = default;
        long position;
        ulong sequence;
        while (!TryLoad(out position, out sequence))
        {
            spin.SpinOnce();
        }

        return (position, sequence);
    }
}
