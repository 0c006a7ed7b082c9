using Strategies.Bench.Feed;
using Strategies.Bench.Phases;
using Strategies.Bench.Tests.Support;
using Strategies.Journal;

namespace Strategies.Bench.Tests.Phases;

public sealed class AppendPhaseTests
{
    [Fact]
    public void The_baselines_checksum_is_crc32c() =>
        Assert.Equal(0xE306_9283u, AppendPhase.PlainCrc("123456789"u8));

    [Fact]
    public void What_the_phase_appends_is_a_journal_of_real_records()
    {
        using SampleDay day = new(rows: 200);
        MergedFeed feed = new(day.Tape(), 3, seed: 1, eventsMax: 600);
        string folder = day.NewPath("phase");
        AppendPhase phase = new(feed);
        JournalOptions options = new() { Cell = 1, Epoch = 1, Environment = EnvironmentInfo.Capture("engine", [], []) };
        using (JournalWriter journal = JournalWriter.Open(folder, options))
        {
            phase.Run(journal, 1_024);
        }

        using JournalReader reader = JournalReader.OpenInputs(folder);
        int index = 0;
        byte[] buffer = new byte[1 << 14];
        while (reader.MoveNext())
        {
            int length = feed.Write(index, buffer);
            Assert.True(reader.Record[RecordStart..].SequenceEqual(buffer.AsSpan(RecordStart, length - RecordStart)));
            index = (index + 1) % feed.Count;
        }

        Assert.Equal(1_024UL, reader.LastSequence);
        Assert.True(phase.Journal.Batches.P50 > 0);
        Assert.True(phase.Copy.Batches.P50 > 0);
    }

    /// <summary>Cell, epoch, sequence and checksum, which the journal fills in, lie in front of this byte.</summary>
    private const int RecordStart = 32;
}
