using Strategies.Journal.Archiving;
using Strategies.Journal.Durability;
using Strategies.Journal.Segments;

namespace Strategies.Journal.Tests.Support;

/// <summary>A journal in memory and its archive, in folders of their own, and everything that was appended.</summary>
internal sealed class ArchivedJournal : IDisposable
{
    private readonly string _root;
    private readonly bool _isArchiveOwned;

    /// <param name="archive">The archive, disposed by the caller; none for one in memory, disposed with this.</param>
    internal ArchivedJournal(TestJournal? archive = null)
    {
        _root = Path.Combine("/dev/shm", "strategies-archived-" + Guid.NewGuid().ToString("N"));
        Memory = Path.Combine(_root, "memory");
        Archive = archive ?? new TestJournal();
        _isArchiveOwned = archive is null;
    }

    /// <summary>The folder in memory.</summary>
    internal string Memory { get; }

    /// <summary>The archive.</summary>
    internal TestJournal Archive { get; }

    internal JournalLayout MemoryLayout => new(Memory);

    internal List<byte[]> Inputs { get; } = [];

    internal List<byte[]> Outputs { get; } = [];

    internal DurableMark Mark => Assert.NotNull(DurableMarkFile.Read(Archive.Layout));

    /// <summary>Bytes of a segment.</summary>
    internal long SegmentBytes { get; init; } = 8192;

    private JournalOptions Options => TestJournal.Options(SegmentBytes);

    internal MemoryReport Prepare() => JournalMemory.Prepare(Memory, Archive.Folder, Options);

    internal JournalWriter OpenWriter(uint epoch = 1) => JournalWriter.Open(Memory, Options with { Epoch = epoch });

    internal JournalArchiver OpenArchiver(int keepSegments = 1, ArchiveDisk? disk = null) =>
        JournalArchiver.Open(Memory, Archive.Folder, keepSegments, disk ?? ArchiveDisk.Real);

    /// <summary>Prepares, appends so many inputs with their outputs, and closes.</summary>
    internal void Write(int count)
    {
        Prepare();
        using JournalWriter writer = OpenWriter();
        Append(writer, count);
    }

    internal void Append(JournalWriter writer, int count)
    {
        for (int appended = 0; appended < count; appended++)
        {
            ulong next = writer.LastSequence + 1;
            byte[] input = TestRecords.Input(next, TestRecords.PayloadLength(next));
            writer.AppendInput(input);
            Inputs.Add(input);
            for (uint index = 0; index < TestRecords.OutputCount(next); index++)
            {
                byte[] output = TestRecords.Output(next, index);
                writer.AppendOutput(output);
                Outputs.Add(output);
            }
        }
    }

    /// <summary>Copies, syncs and evicts until there is nothing left to do.</summary>
    internal static void Drain(JournalArchiver archiver)
    {
        while (archiver.Copy() | archiver.Sync() | archiver.Evict())
        {
        }
    }

    /// <summary>Every segment in memory that is in use must be in the archive, byte for byte.</summary>
    internal void AssertSameFiles()
    {
        foreach (SegmentKind kind in (ReadOnlySpan<SegmentKind>)[SegmentKind.Input, SegmentKind.Output])
        {
            long last = SegmentSurvey.LastInUse(MemoryLayout, kind);
            Assert.Equal(last, SegmentSurvey.LastInUse(Archive.Layout, kind));
            for (long number = 1; number <= last; number++)
            {
                byte[] expected = File.ReadAllBytes(MemoryLayout.SegmentFile(kind, number));
                byte[] actual = File.ReadAllBytes(Archive.Layout.SegmentFile(kind, number));
                Assert.Equal(expected.Length, actual.Length);
                int same = expected.AsSpan().CommonPrefixLength(actual);
                Assert.True(same == expected.Length, $"{kind} segment {number} differs at byte {same}");
            }
        }
    }

    /// <summary>What a folder has must be the beginning of what was appended; how many inputs.</summary>
    internal int AssertPrefix(string folder)
    {
        using JournalReader inputs = JournalReader.OpenInputs(folder);
        int inputCount = AssertPrefix(inputs, Inputs);
        using JournalReader outputs = JournalReader.OpenOutputs(folder);
        AssertPrefix(outputs, Outputs);
        return inputCount;
    }

    internal void AssertAll(string folder)
    {
        using JournalReader inputs = JournalReader.OpenInputs(folder);
        Assert.Equal(Inputs.Count, AssertPrefix(inputs, Inputs));
        using JournalReader outputs = JournalReader.OpenOutputs(folder);
        Assert.Equal(Outputs.Count, AssertPrefix(outputs, Outputs));
    }

    /// <summary>Up to the durable mark the archive must be whole and the same as what was appended.</summary>
    internal void AssertDurable()
    {
        DurableMark mark = Mark;
        AssertReaches(JournalReader.OpenInputs(Archive.Folder, JournalReadMode.Follow), Inputs, mark.InputSequence, 0);
        AssertReaches(
            JournalReader.OpenOutputs(Archive.Folder, JournalReadMode.Follow),
            Outputs,
            mark.OutputSequence,
            mark.OutputIndex);
    }

    /// <summary>Makes the durable mark of a folder one of an earlier start of the machine.</summary>
    internal static void AgeMark(JournalLayout layout) => TestJournal.Edit(layout.DurableFile, PowerCut.AgeMarks);

    internal bool IsLink(SegmentKind kind, long number) =>
        new FileInfo(MemoryLayout.SegmentFile(kind, number)).LinkTarget is not null;

    public void Dispose()
    {
        if (Directory.Exists(_root))
        {
            Directory.Delete(_root, recursive: true);
        }

        if (_isArchiveOwned)
        {
            Archive.Dispose();
        }
    }

    private static void AssertReaches(JournalReader reader, List<byte[]> expected, ulong sequence, uint index)
    {
        using (reader)
        {
            for (int count = 0; sequence > 0; count++)
            {
                Assert.True(reader.MoveNext(), $"the archive ends before {sequence}.{index}, which is durable");
                Assert.True(expected[count].AsSpan().SequenceEqual(reader.Record), $"record {count} differs");
                if (reader.Header.Sequence == sequence && reader.Header.Index == index)
                {
                    return;
                }
            }
        }
    }

    private static int AssertPrefix(JournalReader reader, List<byte[]> expected)
    {
        int count = 0;
        for (; reader.MoveNext(); count++)
        {
            Assert.True(count < expected.Count, "there is more than was appended");
            Assert.True(expected[count].AsSpan().SequenceEqual(reader.Record), $"record {count} differs");
        }

        return count;
    }
}
