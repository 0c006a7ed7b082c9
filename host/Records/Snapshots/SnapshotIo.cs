using System.Runtime.InteropServices;

namespace Strategies.Records.Snapshots;

/// <summary>What <see cref="BinaryWriter"/> and <see cref="BinaryReader"/> lack for snapshots.</summary>
public static class SnapshotIo
{
    public static void Begin(this BinaryWriter writer, SnapshotSection section) => writer.Write((int)section);

    public static void Begin(this BinaryReader reader, SnapshotSection section)
    {
        int found = reader.ReadInt32();
        if (found != (int)section)
        {
            throw new InvalidDataException($"the part '{section}' was expected and 0x{found:X8} found");
        }
    }

    /// <summary>Writes a value whose type has no padding, so that equal values are equal bytes.</summary>
    public static void WriteRaw<T>(this BinaryWriter writer, in T value)
        where T : unmanaged => writer.Write(MemoryMarshal.AsBytes(new ReadOnlySpan<T>(in value)));

    public static T ReadRaw<T>(this BinaryReader reader)
        where T : unmanaged
    {
        T value = default;
        reader.BaseStream.ReadExactly(MemoryMarshal.AsBytes(new Span<T>(ref value)));
        return value;
    }

    /// <summary>Reads a count that says how much follows.</summary>
    /// <exception cref="InvalidDataException">It is negative or above what there can be.</exception>
    public static int ReadCount(this BinaryReader reader, int most, string what)
    {
        int count = reader.ReadInt32();
        return count >= 0 && count <= most
            ? count
            : throw new InvalidDataException($"{count} {what}; there can be 0 to {most}");
    }
}
