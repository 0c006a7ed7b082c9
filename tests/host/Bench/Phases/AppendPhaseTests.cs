using System.Diagnostics;
using Strategies.Bench.Feed;
using Strategies.Bench.Phases;
using Strategies.Bench.Tests.Support;
using Strategies.Journal;

namespace Strategies.Bench.Tests.Phases;

public sealed class AppendPhaseTests
{
    private const int Calls = 1_024;

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
        TimeSpan whole;
        JournalOptions options = new() { Cell = 1, Epoch = 1, Environment = EnvironmentInfo.Capture("engine", [], []) };
        using (JournalWriter journal = JournalWriter.Open(folder, options))
        {
            long started = Stopwatch.GetTimestamp();
            phase.Run(journal, Calls);
            whole = Stopwatch.GetElapsedTime(started);
        }

        using JournalReader reader = JournalReader.OpenInputs(folder);
        int index = 0;
        uint checksum = 0;
        byte[] buffer = new byte[1 << 14];
        while (reader.MoveNext())
        {
            int length = feed.Write(index, buffer);
            Assert.True(reader.Record[RecordStart..].SequenceEqual(buffer.AsSpan(RecordStart, length - RecordStart)));
            index = (index + 1) % feed.Count;

            // The bare copy takes the records that were appended one by one: every other batch.
            bool isCopied = (reader.LastSequence - 1) / PhaseTimes.BatchCalls % 2 == 1;
            checksum ^= isCopied ? AppendPhase.PlainCrc(reader.Record) : 0;
        }

        Assert.Equal((ulong)Calls, reader.LastSequence);
        Assert.Equal(checksum, phase.Checksum);
        Times.MustRise(phase.Journal.Batches, whole);
        Times.MustRise(phase.Journal.Singles, whole);
        Times.MustRise(phase.Copy.Batches, whole);
    }

    /// <summary>Cell, epoch, sequence and checksum, which the journal fills in, lie in front of this byte.</summary>
    private const int RecordStart = 32;
}
