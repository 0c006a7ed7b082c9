using CsCheck;
using Strategies.Journal.Segments;
using Strategies.Journal.Tests.Support;

namespace Strategies.Journal.Tests;

public sealed class VerifyFromTests
{
    private const int Cases = 60;

    [Fact]
    public void Whatever_is_verified_the_journal_goes_on_at_the_same_place() =>
        Gen.Select(Gen.Int[0, 40].Array[1, 60], Gen.Bool, Gen.ULong[0, 70], Gen.Int[0, 3]).Sample(
            (counts, isKilled, from, lost) =>
            {
                using TestJournal journal = new();
                journal.Session(isKilled, 8192, writer => Fill(writer, counts, 0));
                if (isKilled && lost > 0)
                {
                    LoseInputs(journal, lost);
                }

                using TestJournal copy = new();
                journal.CopyTo(copy.Folder);
                RecoveryReport all = Open(journal, 0, counts);
                RecoveryReport part = Open(
                    copy, from > 65 ? JournalOptions.VerifyLastSegments : from, counts, isFollowed: from is > 55 and < 68);
                Assert.Equal(
                    (all.LastInputSequence, all.LastOutputSequence, all.LastOutputIndex, all.OutputsDropped > 0),
                    (part.LastInputSequence, part.LastOutputSequence, part.LastOutputIndex, part.OutputsDropped > 0));
                TestJournal.AssertSame(journal.ReadInputs(), copy.ReadInputs());
                TestJournal.AssertSame(journal.ReadOutputs(), copy.ReadOutputs());
            },
            iter: Cases,
            threads: 1);

    [Fact]
    public void Damage_in_front_of_the_place_is_left_to_a_full_verification()
    {
        using TestJournal journal = new();
        journal.Write(400);
        (string file, long offset, _) = journal.Places()[10];
        TestJournal.Edit(file, bytes => bytes[offset + 20] ^= 1);
        foreach (ulong from in (ReadOnlySpan<ulong>)[300, JournalOptions.VerifyLastSegments])
        {
            JournalOptions options = TestJournal.Options() with { VerifyFrom = from };
            using JournalWriter writer = JournalWriter.Open(journal.Folder, options);
            Assert.Equal(400UL, writer.LastSequence);
        }

        Assert.Equal(JournalFault.Checksum, Assert.Throws<JournalException>(() => journal.Open()).Fault);
    }

    [Fact]
    public void Damage_in_the_last_closed_segment_is_always_found()
    {
        using TestJournal journal = new();
        journal.Write(400);
        long last = journal.Layout.SegmentNumbers(SegmentKind.Input)[^1];
        (string file, long offset, _) = journal.Places().First(place => place.File == journal.InputFile(last - 1));
        TestJournal.Edit(file, bytes => bytes[offset + 20] ^= 1);
        JournalOptions options = TestJournal.Options() with { VerifyFrom = JournalOptions.VerifyLastSegments };
        Assert.Equal(
            JournalFault.Checksum,
            Assert.Throws<JournalException>(() => JournalWriter.Open(journal.Folder, options)).Fault);
    }

    private static void Fill(JournalWriter writer, int[] counts, ulong outputsAfter)
    {
        foreach (int count in counts[(int)writer.LastSequence..])
        {
            ulong cause = writer.AppendInput(TestRecords.Input(writer.LastSequence + 1, 300));
            for (uint index = 0; index < count && cause > outputsAfter; index++)
            {
                writer.AppendOutput(TestRecords.Output(cause, index));
            }
        }
    }

    /// <summary>Takes the last inputs away, as a power loss may: their outputs are then ahead.</summary>
    private static void LoseInputs(TestJournal journal, int count)
    {
        List<(string File, long Offset, int Length)> places = journal.Places();
        (string file, long offset, _) = places[Math.Max(0, places.Count - count)];
        foreach (long number in journal.Layout.SegmentNumbers(SegmentKind.Input))
        {
            if (string.CompareOrdinal(journal.InputFile(number), file) > 0)
            {
                File.Delete(journal.InputFile(number));
            }
        }

        TestJournal.Truncate(file, offset);
    }

    private static RecoveryReport Open(
        TestJournal journal, ulong verifyFrom, int[] counts, bool isFollowed = false)
    {
        JournalOptions options = TestJournal.Options() with { VerifyFrom = verifyFrom, IsFollowed = isFollowed };
        using JournalWriter writer = JournalWriter.Open(journal.Folder, options);
        Fill(writer, counts, Math.Max(writer.Recovery.LastInputSequence, writer.Recovery.LastOutputSequence));
        return writer.Recovery;
    }
}
