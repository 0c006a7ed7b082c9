using Strategies.Backtest.Tests.Support;
using Strategies.Journal;
using Strategies.Journal.Tests.Support;
using Strategies.Records;

namespace Strategies.Driver.Tests.Support;

/// <summary>Where a record lies on disk, and ways to damage it there.</summary>
internal sealed record RecordPlace(string File, long Offset, int Length, ulong Sequence)
{
    /// <summary>The first byte behind the record.</summary>
    internal long End => Offset + RecordHeader.AlignedLength(Length);

    internal static RecordPlace Find(string folder, bool isInput, JournalRecord record)
    {
        using JournalReader reader = isInput ? JournalReader.OpenInputs(folder) : JournalReader.OpenOutputs(folder);
        while (reader.MoveNext())
        {
            if (reader.Header.Sequence == record.Sequence && reader.Header.Index == record.Header.Index)
            {
                return new RecordPlace(reader.File, reader.Offset, reader.Record.Length, reader.Header.Sequence);
            }
        }

        throw new InvalidOperationException($"the journal has no record {record.Sequence}");
    }

    /// <summary>Changes a byte of the record and leaves its checksum.</summary>
    internal void Flip(int at) => Edit(file => file[Offset + at] ^= 1);

    /// <summary>Changes a byte of the record and its checksum with it: only a comparison can find that.</summary>
    internal void Forge(int at) =>
        Edit(file => TestRecords.Forge(file, Offset, (bytes, offset) => bytes[offset + at] ^= 1));

    /// <summary>Bytes of a record that was begun behind this one and never published.</summary>
    internal void ScribbleBehind() => Edit(file => file.AsSpan((int)End + 8, 24).Fill(0x5A));

    internal static void Cut(string file, long length)
    {
        using FileStream stream = new(file, FileMode.Open, FileAccess.Write);
        stream.SetLength(length);
    }

    private void Edit(Action<byte[]> change)
    {
        byte[] bytes = System.IO.File.ReadAllBytes(File);
        change(bytes);
        System.IO.File.WriteAllBytes(File, bytes);
    }
}
