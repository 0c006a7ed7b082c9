using System.Diagnostics;
using System.Globalization;
using Strategies.Journal.Tests.Support;
using Strategies.Records;

namespace Strategies.Journal.Tests;

/// <summary>Real processes, killed with signal 9.</summary>
public sealed class KillTests
{
    private const int Kills = 12;

    [Fact]
    public void A_writer_killed_again_and_again_loses_nothing_that_it_had_appended()
    {
        int seed = TestSeed.Value;
        Random random = new(seed);
        using TestJournal journal = new(isOnDisk: true);
        for (int kill = 0; kill < Kills; kill++)
        {
            ulong said = RunAndKill(journal.Folder, random.Next(0, 400));
            ulong found = CheckInputs(journal.Folder);
            Assert.True(found >= said, $"seed {seed}, kill {kill}: {said} was appended, {found} found");
        }

        ulong last = CheckInputs(journal.Folder);
        Assert.True(last > 1000, $"only {last} inputs: the writers were killed too early");
        CheckOutputs(journal, last);
    }

    [Fact]
    public void A_second_process_is_refused_with_the_number_of_the_first()
    {
        using TestJournal journal = new();
        using Process process = Start(journal.Folder);
        Assert.NotNull(process.StandardOutput.ReadLine());
        JournalException failure = Assert.Throws<JournalException>(() => journal.Open());
        process.Kill();
        process.WaitForExit();
        Assert.Equal(JournalFault.Locked, failure.Fault);
        Assert.Contains(process.Id.ToString(CultureInfo.InvariantCulture), failure.Message);
        journal.Open().Dispose();
    }

    [Fact]
    public void A_second_writer_of_the_same_process_is_refused()
    {
        using TestJournal journal = new();
        using JournalWriter first = journal.Open();
        JournalException failure = Assert.Throws<JournalException>(() => journal.Open());
        Assert.Equal(JournalFault.Locked, failure.Fault);
        Assert.Contains($"{Environment.ProcessId} (this one)", failure.Message);
        first.AppendInput(TestRecords.Input(1, 1));
    }

    private static Process Start(string folder) =>
        Process.Start(new ProcessStartInfo(Environment.ProcessPath!, [CrashWriter.Command, folder])
        {
            RedirectStandardOutput = true,
        })!;

    private static ulong RunAndKill(string folder, int afterLines)
    {
        using Process process = Start(folder);
        string? said = process.StandardOutput.ReadLine();
        Assert.NotNull(said);
        for (int line = 0; line < afterLines; line++)
        {
            said = process.StandardOutput.ReadLine()!;
        }

        process.Kill();
        string[] rest = process.StandardOutput.ReadToEnd().Split('\n');
        process.WaitForExit();

        // The last line may be cut; the one before it is whole.
        return ulong.Parse(rest.Length >= 2 ? rest[^2] : said, CultureInfo.InvariantCulture);
    }

    private static ulong CheckInputs(string folder)
    {
        using JournalReader reader = JournalReader.OpenInputs(folder);
        while (reader.MoveNext())
        {
            byte[] expected = TestRecords.Input(reader.LastSequence, TestRecords.PayloadLength(reader.LastSequence));
            Assert.True(expected.AsSpan(RecordHeader.Size).SequenceEqual(reader.Record[RecordHeader.Size..]));
        }

        return reader.LastSequence;
    }

    private static void CheckOutputs(TestJournal journal, ulong lastInput)
    {
        List<(ulong, uint)> expected = [];
        for (ulong cause = 1; cause <= lastInput; cause++)
        {
            for (uint index = 0; index < TestRecords.OutputCount(cause); index++)
            {
                expected.Add((cause, index));
            }
        }

        List<(ulong, uint)> found = [];
        foreach (byte[] record in journal.ReadOutputs())
        {
            RecordHeader header = RecordWriter.Header(record);
            found.Add((header.Sequence, header.Index));
        }

        // Only the last input's outputs may be missing: the last writer was killed before it could append them.
        Assert.InRange(found.Count, expected.Count(key => key.Item1 < lastInput), expected.Count);
        Assert.Equal(expected[..found.Count], found);
    }
}
