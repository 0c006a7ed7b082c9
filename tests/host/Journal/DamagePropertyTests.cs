using CsCheck;
using Strategies.Journal.Segments;
using Strategies.Journal.Tests.Support;

namespace Strategies.Journal.Tests;

/// <summary>Random journals, damaged at random places. A failing case prints its seed.</summary>
public sealed class DamagePropertyTests
{
    private const int Cases = 150;

    private static readonly Gen<int[]> PayloadLengths = Gen.Int[0, 600].Array[1, 60];

    [Fact]
    public void A_killed_journal_cut_anywhere_in_its_last_segment_reads_as_a_prefix_and_can_be_written_on()
    {
        Gen.Select(PayloadLengths, Gen.Double[0, 1]).Sample(
            (lengths, fraction) =>
            {
                using TestJournal journal = new();
                List<byte[]> written = journal.Write(lengths, isKilled: true);
                List<(string File, long Offset, int Length)> places = journal.Places();
                string file = places[^1].File;
                long bytes = new FileInfo(file).Length;
                long cut = (long)(fraction * bytes);
                TestJournal.Truncate(file, cut);
                int whole = places.Count(place => place.File != file || place.Offset + ((place.Length + 7) & ~7) <= cut);
                (List<byte[]> records, JournalException? failure, TornTail? tail) = journal.TryReadInputs();
                Assert.Null(failure);
                TestJournal.AssertSame(written[..whole], records);
                Assert.Equal(cut < bytes, tail is not null);
                WriteRest(journal, written, whole);
                TestJournal.AssertSame(written, journal.ReadInputs());
            },
            iter: Cases,
            threads: 1);
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public void A_bit_flipped_anywhere_in_what_is_published_is_found_and_no_wrong_record_is_given_out(bool isKilled)
    {
        Gen.Select(PayloadLengths, Gen.Double[0, 1], Gen.Int[0, 7]).Sample(
            (lengths, fraction, bit) =>
            {
                using TestJournal journal = new();
                List<byte[]> written = journal.Write(lengths, isKilled);
                List<(string File, long From, long To)> published = Published(journal, isKilled);
                long bytes = published.Sum(range => range.To - range.From);
                long target = Math.Min((long)(fraction * bytes), bytes - 1);
                foreach ((string file, long from, long to) in published)
                {
                    if (target < to - from)
                    {
                        TestJournal.Edit(file, bytes => bytes[from + target] ^= (byte)(1 << bit));
                        break;
                    }

                    target -= to - from;
                }

                (List<byte[]> records, JournalException? failure, _) = journal.TryReadInputs();
                Assert.NotNull(failure);
                Assert.NotEqual(JournalFault.None, failure.Fault);
                Assert.NotEmpty(failure.File);
                Assert.NotEmpty(failure.Hint);
                TestJournal.AssertSame(written[..records.Count], records);
            },
            iter: Cases,
            threads: 1);
    }

    [Fact]
    public void A_half_written_record_of_any_length_is_cut()
    {
        Gen.Select(PayloadLengths, Gen.Double[0, 1]).Sample(
            (lengths, fraction) =>
            {
                using TestJournal journal = new();
                List<byte[]> written = journal.Write(lengths, isKilled: true);
                (string file, long offset, int length) = journal.Places()[^1];
                int copied = 8 + (int)(fraction * (length - 8));
                TestJournal.Edit(file, bytes =>
                {
                    bytes.AsSpan((int)offset, 8).Clear();
                    bytes.AsSpan((int)offset + copied, length - copied).Clear();
                });
                (List<byte[]> records, JournalException? failure, TornTail? tail) = journal.TryReadInputs();
                Assert.Null(failure);
                TestJournal.AssertSame(written[..^1], records);
                Assert.True(tail is null ? copied < 24 : tail.Bytes <= copied, $"{tail}, copied {copied}");
                WriteRest(journal, written, written.Count - 1);
                TestJournal.AssertSame(written, journal.ReadInputs());
            },
            iter: Cases,
            threads: 1);
    }

    private static void WriteRest(TestJournal journal, List<byte[]> written, int from)
    {
        using JournalWriter writer = journal.Open();
        Assert.Equal((ulong)from, writer.LastSequence);
        for (int index = from; index < written.Count; index++)
        {
            writer.AppendInput(written[index]);
        }
    }

    /// <summary>The bytes that a writer has published: headers, full segments, and of the last one all up to its end.</summary>
    private static List<(string File, long From, long To)> Published(TestJournal journal, bool isKilled)
    {
        List<(string File, long Offset, int Length)> places = journal.Places();
        List<(string File, long From, long To)> ranges = [];
        foreach (string file in places.Select(place => place.File).Distinct())
        {
            bool isLast = file == places[^1].File;
            bool isMarked = isLast && !isKilled;
            ranges.Add((file, 0, isMarked ? SegmentHeader.EnvironmentOffset : SegmentHeader.Size));
            ranges.Add((file, SegmentHeader.EnvironmentOffset, SegmentHeader.HeaderBytes));
            ranges.Add((
                file,
                SegmentHeader.HeaderBytes,
                isLast ? places[^1].Offset + ((places[^1].Length + 7) & ~7) : new FileInfo(file).Length));
        }

        return ranges;
    }
}
