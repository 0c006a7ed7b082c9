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
                int whole = places.Count(place => place.File != file || End(place) <= cut);
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
    public void Every_single_published_byte_of_a_small_journal_is_guarded()
    {
        using TestJournal journal = new();
        List<byte[]> written = journal.Write([0, 13, 0, 86]);
        List<(string File, long From, long To)> published = Published(journal, isKilled: false);
        byte[] whole = File.ReadAllBytes(journal.InputFile(1));
        foreach ((string file, long from, long to) in published)
        {
            using FileStream stream = new(file, FileMode.Open, FileAccess.Write, FileShare.ReadWrite);
            for (long at = from; at < to; at++)
            {
                Put(stream, at, (byte)(whole[at] ^ (1 << (int)(at % 8))));
                (List<byte[]> records, JournalException? failure, _) = journal.TryReadInputs();
                Assert.True(failure is not null, $"the flipped byte {at} was not found");
                TestJournal.AssertSame(written[..records.Count], records);
                Put(stream, at, whole[at]);
            }
        }

        TestJournal.AssertSame(written, journal.ReadInputs());
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

    private static void Put(FileStream stream, long at, byte value)
    {
        stream.Position = at;
        stream.WriteByte(value);
        stream.Flush();
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

    private static long End((string File, long Offset, int Length) place) =>
        place.Offset + ((place.Length + 7) & ~7);

    /// <summary>The bytes that a writer has published: headers, full segments, the last one up to its end.</summary>
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
                isLast ? End(places[^1]) : new FileInfo(file).Length));
        }

        return ranges;
    }
}
