using System.Runtime.InteropServices;
using Strategies.Journal.Segments;
using Strategies.Journal.Tests.Support;
using Strategies.Records;

namespace Strategies.Journal.Tests;

public sealed class AllocationTests
{
    private const int Appends = 100_000;

    [Fact]
    public void A_hundred_thousand_appends_over_many_segments_allocate_nothing_on_the_hot_thread()
    {
        using TestJournal journal = new(isOnDisk: true);
        using JournalWriter writer = journal.Open(64 << 10);
        byte[] input = TestRecords.Input(1, 86);
        byte[] output = TestRecords.Output(1, 0);
        Append(writer, input, output, 2_000);
        long before = AllocatedBytes.Begin();
        Append(writer, input, output, Appends);
        Assert.Equal(0, AllocatedBytes.Since(before));
        Assert.True(journal.Layout.SegmentNumbers(SegmentKind.Input).Count > 200);
    }

    [Fact]
    public void A_hundred_thousand_records_are_read_without_allocation_within_a_segment()
    {
        using TestJournal journal = new(isOnDisk: true);
        using (JournalWriter writer = journal.Open(32 << 20))
        {
            Append(writer, TestRecords.Input(1, 86), TestRecords.Output(1, 0), Appends);
        }

        using JournalReader reader = JournalReader.OpenInputs(journal.Folder);
        Assert.True(reader.MoveNext());
        long before = AllocatedBytes.Begin();
        int count = 1;
        while (count < Appends && reader.MoveNext())
        {
            count += reader.Record.Length == 150 ? 1 : 0;
        }

        Assert.Equal(0, AllocatedBytes.Since(before));
        Assert.Equal(Appends, count);
    }

    private static void Append(JournalWriter writer, byte[] input, byte[] output, int count)
    {
        for (int index = 0; index < count; index++)
        {
            ulong sequence = writer.AppendInput(input);
            if (index % 4 == 0)
            {
                MemoryMarshal.AsRef<RecordHeader>(output.AsSpan()).Sequence = sequence;
                writer.AppendOutput(output);
            }
        }
    }
}
