using System.Diagnostics;
using System.Globalization;
using Strategies.Journal.Tests.Support;
using Strategies.Records;

namespace Strategies.Journal.Tests;

/// <summary>A reader that follows while writers are killed and others go on.</summary>
public sealed class FollowNewWriterTests
{
    private const int Kills = 8;
    private const int Packages = 3;

    [Fact]
    public async Task A_reader_goes_on_when_writers_are_killed_and_others_recover_the_journal_in_other_environments()
    {
        int seed = TestSeed.Value;
        Random random = new(seed);
        using TestJournal journal = new();
        using CancellationTokenSource end = new();
        Task<(ulong Last, int Environments)>? following = null;
        for (int kill = 0; kill < Kills; kill++)
        {
            using Process process = Start(journal.Folder, (kill % Packages).ToString(CultureInfo.InvariantCulture));
            Assert.NotNull(process.StandardOutput.ReadLine());
            following ??= Task.Run(() => Follow(journal.Folder, end.Token), TestContext.Current.CancellationToken);
            int lines = random.Next(1, 400);
            for (int line = 0; line < lines; line++)
            {
                Assert.NotNull(process.StandardOutput.ReadLine());
            }

            process.Kill();
            await process.StandardOutput.ReadToEndAsync(TestContext.Current.CancellationToken);
            process.WaitForExit();
        }

        ulong last = journal.ReadInputs().Aggregate(0UL, (_, record) => RecordWriter.Header(record).Sequence);
        await end.CancelAsync();
        (ulong followed, int environments) = await following!;
        Assert.True(followed == last, $"seed {seed}: {followed} followed, {last} in the journal");
        Assert.Equal(Packages, environments);
    }

    [Fact]
    public void What_a_killed_writer_had_not_published_is_never_seen()
    {
        using TestJournal journal = new();
        journal.Write(20, isKilled: true);
        (string file, long offset, int length) = journal.Places()[^1];
        TestJournal.Edit(file, bytes => bytes.AsSpan((int)offset + RecordHeader.AlignedLength(length) + 8, 100).Fill(0xA5));
        using JournalReader reader = JournalReader.OpenInputs(journal.Folder, JournalReadMode.Follow);
        for (int count = 0; count < 20; count++)
        {
            Assert.True(reader.MoveNext());
        }

        Assert.False(reader.MoveNext());
        JournalOptions options = TestJournal.Options();
        using JournalWriter writer = JournalWriter.Open(
            journal.Folder, options with { Environment = options.Environment with { Packages = ["another"] } });
        Assert.NotNull(writer.Recovery.InputTail);
        writer.AppendInput(TestRecords.Input(21, 30));
        Assert.True(reader.MoveNext());
        Assert.Equal(21UL, reader.Header.Sequence);
        Assert.Equal(2, reader.Segment!.Value.Number);
    }

    private static Process Start(string folder, string package) =>
        Process.Start(new ProcessStartInfo(Environment.ProcessPath!, [CrashWriter.Command, folder, package])
        {
            RedirectStandardOutput = true,
        })!;

    private static (ulong Last, int Environments) Follow(string folder, CancellationToken end)
    {
        using JournalReader reader = JournalReader.OpenInputs(folder, JournalReadMode.Follow);
        byte[] expected = new byte[1024];
        ulong last = 0;
        long segment = 0;
        HashSet<string> environments = [];
        while (true)
        {
            bool isLast = end.IsCancellationRequested;
            while (reader.MoveNext())
            {
                last++;
                Span<byte> record = expected.AsSpan(0, RecordHeader.Size + TestRecords.PayloadLength(last));
                TestRecords.FillInput(record, last);
                Assert.Equal(last, reader.Header.Sequence);
                Assert.True(record[RecordHeader.Size..].SequenceEqual(reader.Record[RecordHeader.Size..]));
                if (reader.Segment!.Value.Number != segment)
                {
                    segment = reader.Segment.Value.Number;
                    environments.Add(reader.ReadEnvironment()!.Packages[0]);
                }
            }

            if (isLast)
            {
                return (last, environments.Count);
            }

            Thread.Sleep(1);
        }
    }
}
