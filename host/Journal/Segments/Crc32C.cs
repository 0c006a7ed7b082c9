using System.Numerics;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;

namespace Strategies.Journal.Segments;

/// <summary>
/// CRC32C (Castagnoli, reflected, initial value and final exclusive-or all ones), as iSCSI and ext4 use it.
/// </summary>
/// <remarks>
/// <see cref="BitOperations"/> uses the processor's instruction where there is one (SSE4.2, ARMv8) and a table
/// elsewhere. No allocation. Any thread.
/// </remarks>
internal static class Crc32C
{
    /// <summary>State in front of the first byte.</summary>
    internal const uint Begin = uint.MaxValue;

    /// <summary>The checksum of some bytes.</summary>
    internal static uint Compute(ReadOnlySpan<byte> data)
    {
        ref byte at = ref MemoryMarshal.GetReference(data);
        uint crc = uint.MaxValue;
        int left = data.Length;
        for (; left >= 8; left -= 8)
        {
            crc = BitOperations.Crc32C(crc, Unsafe.ReadUnaligned<ulong>(ref at));
            at = ref Unsafe.Add(ref at, 8);
        }

        for (; left > 0; left--)
        {
            crc = BitOperations.Crc32C(crc, at);
            at = ref Unsafe.Add(ref at, 1);
        }

        return ~crc;
    }

    /// <summary>Copies bytes and computes their checksum in the same pass: each word is loaded once.</summary>
    /// <param name="source">First of the bytes.</param>
    /// <param name="target">Where they go: <paramref name="length"/> bytes.</param>
    /// <param name="length">How many.</param>
    /// <param name="crc">State behind the bytes before: <see cref="Begin"/> and what <see cref="BitOperations"/> makes of it.</param>
    internal static uint Copy(ref byte source, ref byte target, int length, uint crc = Begin)
    {
        nint offset = 0;
        for (nint last = length - 8; offset <= last; offset += 8)
        {
            ulong word = Unsafe.ReadUnaligned<ulong>(ref Unsafe.AddByteOffset(ref source, offset));
            Unsafe.WriteUnaligned(ref Unsafe.AddByteOffset(ref target, offset), word);
            crc = BitOperations.Crc32C(crc, word);
        }

        if ((length & 4) != 0)
        {
            uint word = Unsafe.ReadUnaligned<uint>(ref Unsafe.AddByteOffset(ref source, offset));
            Unsafe.WriteUnaligned(ref Unsafe.AddByteOffset(ref target, offset), word);
            crc = BitOperations.Crc32C(crc, word);
            offset += 4;
        }

        for (; offset < length; offset++)
        {
            byte value = Unsafe.AddByteOffset(ref source, offset);
            Unsafe.AddByteOffset(ref target, offset) = value;
            crc = BitOperations.Crc32C(crc, value);
        }

        return ~crc;
    }
}
