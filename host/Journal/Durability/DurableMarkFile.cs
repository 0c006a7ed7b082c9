using System.Runtime.InteropServices;
using Strategies.Journal.Segments;

namespace Strategies.Journal.Durability;

/// <summary>
/// The file <c>durable</c> of a journal, which says up to where it is on the disk for certain: what recovery then finds
/// damaged in front of that point is a fault of the disk and an error; behind it, what a loss of power may leave.
/// </summary>
/// <remarks>
/// Written by the one writer only, after the segments were; writing allocates nothing and waits for the disk once.
/// </remarks>
public sealed class DurableMarkFile : IDisposable
{
    private const int SlotBytes = 4096;
    private const int Slots = 2;

    private readonly string _file;
    private readonly Guid _journalId;
    private int _descriptor;
    private ulong _counter;

    private DurableMarkFile(string file, Guid journalId, int descriptor, ulong counter)
    {
        _file = file;
        _journalId = journalId;
        _descriptor = descriptor;
        _counter = counter;
    }

    /// <summary>Reads a journal's mark.</summary>
    /// <param name="layout">The journal.</param>
    /// <returns>The mark; null when there is none, or none that is whole: then nothing is known.</returns>
    /// <exception cref="JournalException">The file cannot be read, or a later build has written it.</exception>
    public static DurableMark? Read(JournalLayout layout)
    {
        int descriptor = FileSystemCalls.Open(layout.DurableFile, FileSystemCalls.ReadOnly);
        if (descriptor == -FileSystemCalls.NotFound)
        {
            return null;
        }

        if (descriptor < 0)
        {
            throw FileFaults.FromErrorNumber(layout.DurableFile, -descriptor, "open the durable mark");
        }

        try
        {
            return Newest(layout.DurableFile, descriptor);
        }
        finally
        {
            FileSystemCalls.Close(descriptor);
        }
    }

    /// <summary>Takes back what a mark promises beyond a place behind which the journal is going to be cut.</summary>
    /// <exception cref="JournalException">The file cannot be written.</exception>
    internal static void Lower(JournalLayout layout, StreamEnd inputs, StreamEnd outputs)
    {
        if (Read(layout) is not { } mark
            || mark.IsReachedBy(inputs.LastSequence, outputs.LastSequence, outputs.LastIndex))
        {
            return;
        }

        // Each of the two only goes down, never up.
        bool areOutputsKept = mark.IsReachedBy(ulong.MaxValue, outputs.LastSequence, outputs.LastIndex);
        using DurableMarkFile file = Open(layout, mark.JournalId);
        file.Write(
            Math.Min(mark.InputSequence, inputs.LastSequence),
            areOutputsKept ? mark.OutputSequence : outputs.LastSequence,
            areOutputsKept ? mark.OutputIndex : outputs.LastIndex);
    }

    /// <summary>Opens the file for writing, or makes it.</summary>
    /// <param name="layout">The journal.</param>
    /// <param name="journalId">Its identifier.</param>
    /// <param name="isShared">It is the archive's: the archiver writes it, and a core that puts the archive in order.</param>
    /// <exception cref="JournalException">It cannot be opened.</exception>
    internal static DurableMarkFile Open(JournalLayout layout, Guid journalId, bool isShared = false)
    {
        // One higher goes to the other place: the mark that counts is not written over.
        ulong counter = Read(layout) is { } mark ? mark.Counter + 1 : 0;
        int descriptor = FileSystemCalls.Open(
            layout.DurableFile, FileSystemCalls.ReadWrite | FileSystemCalls.Create, isShared);
        if (descriptor < 0)
        {
            throw FileFaults.FromErrorNumber(layout.DurableFile, -descriptor, "open the durable mark");
        }

        DurableMarkFile file = new(layout.DurableFile, journalId, descriptor, counter);
        int error = FileSystemCalls.Allocate(descriptor, Slots * SlotBytes);
        error = error == 0 ? FileSystemCalls.SyncFolder(layout.Folder) : error;
        if (error != 0)
        {
            file.Dispose();
            throw FileFaults.FromErrorNumber(layout.DurableFile, error, "make the durable mark");
        }

        return file;
    }

    /// <summary>Writes a mark to the disk and waits. No allocation.</summary>
    /// <exception cref="JournalException">The disk refuses; the mark before still counts.</exception>
    internal void Write(ulong inputSequence, ulong outputSequence, uint outputIndex)
    {
        DurableMark mark = new()
        {
            Magic = DurableMark.MagicValue,
            FormatVersion = DurableMark.CurrentFormatVersion,
            Counter = _counter,
            JournalId = _journalId,
            InputSequence = inputSequence,
            OutputSequence = outputSequence,
            OutputIndex = outputIndex,
            BootId = BootRun.Id,
        };
        mark.Crc32C = mark.ComputeCrc32C();
        ReadOnlySpan<byte> bytes = MemoryMarshal.AsBytes(new ReadOnlySpan<DurableMark>(in mark));
        int error = FileSystemCalls.WriteAt(_descriptor, bytes, (long)(_counter % Slots) * SlotBytes);
        error = error == 0 ? FileSystemCalls.SyncData(_descriptor) : error;
        if (error != 0)
        {
            throw FileFaults.FromErrorNumber(_file, error, "write the durable mark");
        }

        // Only on success: a failed write is tried again in the same place, and the other one still counts.
        _counter++;
    }

    /// <summary>Closes the file.</summary>
    public void Dispose()
    {
        if (_descriptor >= 0)
        {
            FileSystemCalls.Close(_descriptor);
            _descriptor = -1;
        }
    }

    private static DurableMark? Newest(string file, int descriptor)
    {
        DurableMark? newest = null;
        for (int slot = 0; slot < Slots; slot++)
        {
            DurableMark mark = default;
            int count = FileSystemCalls.ReadAt(
                descriptor, MemoryMarshal.AsBytes(new Span<DurableMark>(ref mark)), slot * SlotBytes);
            if (count < 0)
            {
                throw FileFaults.FromErrorNumber(file, -count, "read the durable mark");
            }

            if (count < DurableMark.Size
                || mark.Magic != DurableMark.MagicValue
                || mark.Crc32C != mark.ComputeCrc32C())
            {
                continue;
            }

            if (mark.FormatVersion != DurableMark.CurrentFormatVersion)
            {
                throw new JournalException(
                    JournalFault.UnknownFormatVersion,
                    $"the durable mark has format version {mark.FormatVersion}, "
                    + $"this build knows {DurableMark.CurrentFormatVersion}",
                    "open the journal with the build that wrote it or a later one",
                    file,
                    (slot * SlotBytes) + 8);
            }

            newest = newest is { } other && other.Counter > mark.Counter ? newest : mark;
        }

        return newest;
    }
}
