using System.Diagnostics;
using Strategies.Cell.Processes;
using Strategies.Ipc;
using Strategies.Ipc.Metrics;
using Strategies.Journal;

namespace Strategies.Archiver.Tests;

/// <summary>The archiver as a process of its own, with the test as the core.</summary>
public sealed class ArchiverProcessTests(ITestOutputHelper output)
{
    private const int Kills = 12;
    private const int Inputs = 5_000;
    private const int NoSpace = 28;
    private const long StaleNs = 2_000_000_000;

    [Fact]
    public void What_the_core_writes_is_on_the_disk_soon_and_the_counters_say_so()
    {
        using ArchiverCell cell = new();
        using ArchiverChild archiver = cell.Start();
        Assert.True(cell.Prepare().IsRebuilt);
        long begunNs = MonotonicClock.NowNs;
        using (JournalWriter writer = cell.OpenWriter())
        {
            cell.Append(writer, Inputs);
            cell.WaitFor(ArchiverCounter.DurableSequence, Inputs);
            Assert.Equal(Inputs, cell.Read(ArchiverCounter.CopiedSequence));
            Assert.InRange(cell.Read(ArchiverCounter.CopiedBytes), Inputs * 264L, Inputs * 384L);
            Assert.InRange(cell.Read(ArchiverCounter.SyncNsMax), 1, MonotonicClock.NowNs - begunNs);
            cell.Wait("links", () => cell.Read(ArchiverCounter.Evicted) > 15);
            cell.Append(writer, 1);
            long syncs = cell.Read(ArchiverCounter.Syncs);
            cell.WaitFor(ArchiverCounter.DurableSequence, Inputs + 1);
            Assert.InRange(syncs, 1, cell.Read(ArchiverCounter.Syncs));
            Assert.Equal(0, cell.Read(ArchiverCounter.IsStalled));
        }

        Assert.Equal((0, ""), archiver.Stop());
        Assert.True(cell.AssertAll(cell.Paths.Archive), "the writer's clean end is not in the archive");
        Assert.True(cell.AssertAll(cell.Paths.Journal));
        using Heartbeat heartbeat = Assert.IsType<Heartbeat>(cell.Regions.TryOpenHeartbeat(ProcessRole.Archiver));
        Assert.Equal(HeartbeatState.Stopped, heartbeat.Read().State);
    }

    [Fact]
    public void Killed_again_and_again_under_load_it_loses_nothing_and_never_goes_back()
    {
        int seed = TestSeed.Value;
        output.WriteLine($"seed {seed}");
        Random random = new(seed);
        using ArchiverCell cell = new();
        cell.Prepare();
        long durable = 0;
        using (JournalWriter writer = cell.OpenWriter())
        {
            for (int kill = 0; kill < Kills; kill++)
            {
                using ArchiverChild archiver = cell.Start();
                cell.Append(writer, 20);
                int rounds = random.Next(0, 60);
                cell.Wait("progress", () => cell.Read(ArchiverCounter.DurableSequence) > durable);
                for (int round = 0; round < rounds; round++)
                {
                    cell.Append(writer, 20);
                    Thread.Sleep(1);
                }

                archiver.Kill();
                long said = cell.Read(ArchiverCounter.DurableSequence);
                Assert.True(said > durable, $"seed {seed}: {said} after {durable}");
                durable = said;
            }
        }

        using ArchiverChild last = cell.Start();
        using (JournalWriter writer = cell.OpenWriter())
        {
            cell.Append(writer, 20);
        }

        cell.WaitFor(ArchiverCounter.DurableSequence, cell.Inputs.Count);
        Assert.Equal((0, ""), last.Stop());
        Assert.True(cell.AssertAll(cell.Paths.Archive));
        Assert.True(cell.AssertAll(cell.Paths.Journal));
    }

    [Fact]
    public void A_full_disk_stalls_it_nothing_is_lost_and_it_catches_up()
    {
        using ArchiverCell cell = new();
        using SmallArchive disk = new(cell.Paths.Archive, "1m");
        using ArchiverChild archiver = cell.Start();
        cell.Prepare();
        using (JournalWriter writer = cell.OpenWriter())
        {
            cell.Append(writer, Inputs);
            cell.WaitFor(ArchiverCounter.IsStalled, 1);
            Assert.Equal(NoSpace, cell.Read(ArchiverCounter.LastError));
            long durable = cell.Read(ArchiverCounter.DurableSequence);
            Assert.InRange(durable, 500, Inputs - 500);
            AwaitBeats(cell, 100); // In which it tries again and again.
            Assert.Equal(1, cell.CountLog("the disk is full"));
            disk.Remount("1200k");
            cell.Wait("a try with a little more room", () => cell.Read(ArchiverCounter.DurableSequence) > durable);
            cell.Wait("a word on where it is full now", () => cell.CountLog("the disk is full") == 2);
            Assert.Equal(1, cell.Read(ArchiverCounter.IsStalled));
            cell.AssertAll(cell.Paths.Journal);
            disk.Remount("8m");
            cell.WaitFor(ArchiverCounter.DurableSequence, Inputs);
            cell.WaitFor(ArchiverCounter.IsStalled, 0);
            Assert.Equal(0, cell.Read(ArchiverCounter.LastError));
            cell.Wait("a word in the log", () => cell.CountLog("takes the journal again") == 1);
        }

        Assert.Equal((0, ""), archiver.Stop());
        Assert.True(cell.AssertAll(cell.Paths.Archive));
    }

    [Fact]
    public void Told_to_stop_beside_a_full_disk_it_says_what_is_not_there()
    {
        using ArchiverCell cell = new();
        using SmallArchive disk = new(cell.Paths.Archive, "1m");
        using ArchiverChild archiver = cell.Start();
        cell.Prepare();
        using (JournalWriter writer = cell.OpenWriter())
        {
            cell.Append(writer, Inputs);
        }

        cell.WaitFor(ArchiverCounter.IsStalled, 1);
        (int exitCode, string error) = archiver.Stop();
        Assert.Equal(ArchiverChild.BadInput, exitCode);
        Assert.Contains($"input {cell.Read(ArchiverCounter.DurableSequence)}", error);
        Assert.Contains(cell.Paths.Journal, error);
        cell.AssertAll(cell.Paths.Journal);
    }

    [Fact]
    public void Memory_that_is_removed_is_built_anew_while_it_runs()
    {
        using ArchiverCell cell = new();
        cell.Prepare();
        using ArchiverChild archiver = cell.Start();
        using (JournalWriter writer = cell.OpenWriter())
        {
            cell.Append(writer, 100);
        }

        cell.WaitFor(ArchiverCounter.DurableSequence, 100);
        Directory.Delete(cell.Paths.Journal, recursive: true);
        Assert.True(cell.Prepare().IsRebuilt);
        using (JournalWriter writer = cell.OpenWriter())
        {
            Assert.Equal(100UL, writer.LastSequence);
            cell.Append(writer, 100);
        }

        cell.WaitFor(ArchiverCounter.DurableSequence, 200);
        Assert.Equal((0, ""), archiver.Stop());
        Assert.True(cell.AssertAll(cell.Paths.Archive));
    }

    [Fact]
    public void Without_a_journal_in_memory_it_waits_and_says_what_the_archive_has()
    {
        using ArchiverCell cell = new();
        cell.Prepare();
        using (ArchiverChild first = cell.Start())
        {
            using (JournalWriter writer = cell.OpenWriter())
            {
                cell.Append(writer, 70);
            }

            cell.WaitFor(ArchiverCounter.DurableSequence, 70);
            first.Stop();
        }

        Directory.Delete(cell.Paths.Journal, recursive: true);
        using ArchiverChild archiver = cell.Start();
        cell.Wait("a sign of life", () => StateOf(cell) == HeartbeatState.Running);
        AwaitBeats(cell, 5);
        Assert.Equal(70, cell.Read(ArchiverCounter.DurableSequence));
        Assert.Equal(0, cell.Read(ArchiverCounter.IsStalled));
        Assert.Equal((0, ""), archiver.Stop());
    }

    [Fact]
    public void Memory_that_lacks_what_the_archive_has_stalls_it_with_a_reason()
    {
        using ArchiverCell cell = new();
        cell.Prepare();
        using (ArchiverChild first = cell.Start())
        {
            using (JournalWriter writer = cell.OpenWriter())
            {
                cell.Append(writer, 70);
            }

            cell.WaitFor(ArchiverCounter.DurableSequence, 70);
            first.Stop();
        }

        File.Delete(Path.Combine(cell.Paths.Journal, "input", "000000000001.seg"));
        using ArchiverChild archiver = cell.Start();
        cell.Wait("a word in the log", () => cell.CountLog("the inputs in memory do not reach to there") == 1);
        Assert.Equal(1, cell.Read(ArchiverCounter.IsStalled));
        Assert.Equal(74, cell.Read(ArchiverCounter.LastError));
        Assert.Equal(70, cell.Read(ArchiverCounter.DurableSequence));
    }

    private static HeartbeatState StateOf(ArchiverCell cell)
    {
        using Heartbeat? heartbeat = cell.Regions.TryOpenHeartbeat(ProcessRole.Archiver);
        return heartbeat is null || heartbeat.Read().AgeNs(MonotonicClock.NowNs) > StaleNs
            ? HeartbeatState.None
            : heartbeat.Read().State;
    }

    private static void AwaitBeats(ArchiverCell cell, ulong count)
    {
        using Heartbeat heartbeat = Assert.IsType<Heartbeat>(cell.Regions.TryOpenHeartbeat(ProcessRole.Archiver));
        ulong before = heartbeat.Read().Beats;
        cell.Wait($"{count} beats", () => heartbeat.Read().Beats > before + count);
    }

    /// <summary>
    /// A small file system in the place of the archive; the test is skipped where none can be mounted.
    /// </summary>
    private sealed class SmallArchive : IDisposable
    {
        private readonly string _folder;

        internal SmallArchive(string folder, string size)
        {
            _folder = folder;
            bool isMounted = Run("mount", "-t", "tmpfs", "-o", $"size={size}", "tmpfs", folder) == 0;
            Assert.False(!isMounted && Environment.GetEnvironmentVariable("CI") == "true", "needs a small file system");
            Assert.SkipUnless(isMounted, "this user cannot mount a small file system");
        }

        internal void Remount(string size) => Assert.Equal(0, Run("mount", "-o", $"remount,size={size}", _folder));

        public void Dispose() => Assert.Equal(0, Run("umount", "-l", _folder));

        private static int Run(string program, params string[] arguments)
        {
            using Process process = Process.Start(
                new ProcessStartInfo(program, arguments) { RedirectStandardError = true })!;
            process.StandardError.ReadToEnd();
            process.WaitForExit();
            return process.ExitCode;
        }
    }
}
