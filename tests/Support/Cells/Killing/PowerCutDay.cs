using System.Numerics;
using System.Runtime.InteropServices;
using Strategies.Cells.Checking;
using Strategies.Journal;
using Strategies.Journal.Durability;
using Strategies.Journal.Segments;

namespace Strategies.Cells.Killing;

/// <summary>
/// Plays a loss of power on a cell: everything is killed, memory is gone, and what the archive has behind its durable mark
/// is zero or rubbish.
/// </summary>
/// <param name="cell">The cell; it is up.</param>
/// <param name="random">Decides what is lost.</param>
public sealed class PowerCutDay(TestedCell cell, Random random)
{
    private const int MarkBytes = DurableMark.Size;
    private const int MarkDistance = 4_096;
    private const int BootIdOffset = 64;
    private const int CrcOffset = 92;

    private readonly JournalLayout _archive = new(cell.Setup.Paths.Archive);

    /// <summary>Cuts the power, and spoils what is not durable.</summary>
    /// <returns>The last input that must be there afterwards.</returns>
    public ulong Cut()
    {
        cell.KillAll();
        cell.ForgetRegions();
        DurableMark mark = DurableMarkFile.Read(_archive) ?? throw new InvalidOperationException("there is no durable mark");
        Spoil(SegmentKind.Input, mark);
        Spoil(SegmentKind.Output, mark);
        AgeMarks();
        string memory = cell.Setup.Paths.Memory;
        TestedCell.Remove(memory);
        Directory.CreateDirectory(memory);
        return mark.InputSequence;
    }

    /// <summary>Changes a byte that is durable.</summary>
    /// <returns>The file.</returns>
    public string DamageDurable()
    {
        string file = _archive.SegmentFile(SegmentKind.Input, 1);
        using FileStream stream = new(file, FileMode.Open, FileAccess.ReadWrite);
        stream.Position = SegmentHeader.HeaderBytes + 1_000;
        int value = stream.ReadByte();
        stream.Position--;
        stream.WriteByte((byte)(value ^ 0x5A));
        return file;
    }

    /// <summary>Everything behind the last durable record of a kind: a part of it becomes zero, rubbish, or is cut off.</summary>
    private void Spoil(SegmentKind kind, DurableMark mark)
    {
        (string file, long end) = EndOf(kind, mark);
        foreach (long number in _archive.SegmentNumbers(kind))
        {
            string later = _archive.SegmentFile(kind, number);
            if (string.CompareOrdinal(later, file) > 0)
            {
                Overwrite(later, 0);
            }
        }

        Overwrite(file, end);
    }

    private (string File, long End) EndOf(SegmentKind kind, DurableMark mark)
    {
        using JournalReader reader = kind == SegmentKind.Input
            ? JournalReader.OpenInputs(_archive.Folder, JournalReadMode.Follow)
            : JournalReader.OpenOutputs(_archive.Folder, JournalReadMode.Follow);
        (string file, long end) = ("", 0);
        while (reader.MoveNext())
        {
            bool isDurable = kind == SegmentKind.Input
                ? reader.Header.Sequence <= mark.InputSequence
                : reader.Header.Sequence < mark.OutputSequence
                    || (reader.Header.Sequence == mark.OutputSequence && reader.Header.Index <= mark.OutputIndex);
            if (!isDurable)
            {
                break;
            }

            (file, end) = (reader.File, reader.Offset + ((reader.Record.Length + 7) & ~7));
        }

        return (file, end);
    }

    private void Overwrite(string file, long from)
    {
        if (file.Length == 0)
        {
            return;
        }

        byte[] bytes = File.ReadAllBytes(file);
        Span<byte> free = bytes.AsSpan((int)from);
        switch (random.Next(4))
        {
            case 0:
                free.Clear();
                break;
            case 1:
                random.NextBytes(free[..Math.Min(free.Length, 1 << 16)]);
                break;
            case 2 when from > 0:
                bytes = bytes[..(int)(from + random.NextInt64(free.Length + 1))];
                break;
        }

        File.WriteAllBytes(file, bytes);
    }

    private static uint Crc32C(ReadOnlySpan<byte> bytes)
    {
        uint crc = uint.MaxValue;
        foreach (byte value in bytes)
        {
            crc = BitOperations.Crc32C(crc, value);
        }

        return ~crc;
    }

    /// <summary>The marks are of another run of the system then.</summary>
    private void AgeMarks()
    {
        string file = Path.Combine(_archive.Folder, "durable");
        byte[] bytes = File.ReadAllBytes(file);
        for (int place = 0; place + MarkBytes <= bytes.Length; place += MarkDistance)
        {
            Span<byte> mark = bytes.AsSpan(place, MarkBytes);
            if (mark.ContainsAnyExcept((byte)0))
            {
                mark[BootIdOffset] ^= 1;
                uint crc = Crc32C(mark[..CrcOffset]);
                MemoryMarshal.Write(mark[CrcOffset..], in crc);
            }
        }

        File.WriteAllBytes(file, bytes);
    }
}
