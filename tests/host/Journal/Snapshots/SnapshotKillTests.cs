using System.Diagnostics;
using System.Globalization;
using Strategies.Journal.Snapshots;
using Strategies.Journal.Tests.Support;

namespace Strategies.Journal.Tests.Snapshots;

/// <summary>Writers of snapshots that are killed with signal 9, and what they leave.</summary>
public sealed class SnapshotKillTests
{
    private const int Kills = 20;
    private const int KillsMax = 1_000;

    [Fact]
    public void A_kill_at_any_moment_leaves_whole_snapshots_or_none()
    {
        int seed = TestSeed.Value;
        Random random = new(seed);
        using SnapshotJournal made = new(inputs: 40, isOnDisk: true);
        int leftovers = 0;

        // Every second kill waits for a file that is being written; which it still meets is up to the machine.
        for (int kill = 0; kill < Kills || leftovers == 0; kill++)
        {
            Assert.True(kill < KillsMax, $"seed {seed}: no kill met a writer at work");
            using Process process = Start(made.Journal.Folder);
            int lines = random.Next(1, 8);
            for (int line = 0; line < lines; line++)
            {
                Assert.NotNull(process.StandardOutput.ReadLine());
            }

            if (kill % 2 == 0)
            {
                Thread.SpinWait(random.Next(100_000));
            }
            else
            {
                Patience.Until("a writer at work", () => Leftovers(made.Journal).Length > 0);
            }

            process.Kill();
            string[] said = process.StandardOutput.ReadToEnd().Split('\n')[..^1];
            process.WaitForExit();
            leftovers += Leftovers(made.Journal).Length;
            IReadOnlyList<SnapshotEntry> found = made.Store.List();
            foreach (SnapshotEntry entry in found)
            {
                Assert.True(entry.IsUsable, $"seed {seed}, kill {kill}: {entry.Fault?.Message}");
                using Snapshot read = made.Store.Read(entry.Name);
                byte[] expected = SnapshotJournal.State(CrashSnapshotWriter.StateBytes, (int)entry.Sequence);
                Assert.True(expected.AsSpan().SequenceEqual(read.Payload), $"seed {seed}, kill {kill}");
            }

            Assert.All(said, sequence => Assert.Contains(
                found, entry => entry.Sequence == ulong.Parse(sequence, CultureInfo.InvariantCulture)));
            made.Journal.Open().Dispose();
            Assert.Empty(Leftovers(made.Journal));
        }

        Assert.NotEmpty(made.Store.List());
    }

    [Fact]
    public void Every_prefix_of_a_file_that_was_being_written_is_no_snapshot_and_goes_away()
    {
        using SnapshotJournal made = new();
        SnapshotEntry entry = made.Write(15, 300);
        byte[] whole = File.ReadAllBytes(made.FileOf(entry));
        File.Delete(made.FileOf(entry));
        for (int length = 0; length <= whole.Length; length += 29)
        {
            string file = made.FileOf(entry) + $".tmp-{int.MaxValue}-{length}";
            File.WriteAllBytes(file, whole[..length]);
        }

        Assert.Empty(made.Store.List());
        Assert.Null(made.Store.Latest());
        Assert.Empty(made.Store.Prune(1));
        made.Journal.Open().Dispose();
        Assert.Empty(Leftovers(made.Journal));
    }

    [Fact]
    public void A_living_writers_file_is_left_alone()
    {
        using SnapshotJournal made = new();
        string file = Path.Combine(
            made.Journal.Layout.SnapshotFolder, "0000000001-00000000000000000015.snap.tmp-1-1");
        using (new FileStream(file, FileMode.CreateNew, FileAccess.Write, FileShare.None)) // Locks it, as a writer does.
        {
            made.Journal.Open().Dispose();
            Assert.Single(Leftovers(made.Journal));
        }

        made.Journal.Open().Dispose();
        Assert.Empty(Leftovers(made.Journal));
    }

    private static string[] Leftovers(TestJournal journal) =>
        Directory.GetFiles(journal.Layout.SnapshotFolder, "*.tmp-*");

    private static Process Start(string folder) =>
        Process.Start(new ProcessStartInfo(Environment.ProcessPath!, [CrashSnapshotWriter.Command, folder])
        {
            RedirectStandardOutput = true,
        })!;
}
