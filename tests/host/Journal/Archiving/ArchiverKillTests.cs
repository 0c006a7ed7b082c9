using System.Globalization;
using Strategies.Journal.Archiving;
using Strategies.Journal.Segments;
using Strategies.Journal.Tests.Support;

namespace Strategies.Journal.Tests.Archiving;

/// <summary>Real archivers, killed with signal 9 while a writer appends.</summary>
public sealed class ArchiverKillTests
{
    private const int Kills = 24;

    [Fact]
    public void An_archiver_killed_again_and_again_leaves_no_hole_and_never_goes_back()
    {
        int seed = TestSeed.Value;
        Random random = new(seed);
        TestContext.Current.SendDiagnosticMessage($"seed {seed}");
        using TestJournal archive = new(isOnDisk: true);
        using ArchivedJournal journal = new(archive) { SegmentBytes = 64 << 10 };
        journal.Prepare();
        ulong durable = 0;
        using (JournalWriter writer = journal.OpenWriter())
        {
            using (new Appender(journal, writer))
            {
                for (int kill = 0; kill < Kills; kill++)
                {
                    ulong said = ArchiverChild.RunAndKill(journal, random.Next(0, 8), random.Next(100_000));
                    Assert.True(said >= durable, $"seed {seed}, kill {kill}: {said} was durable after {durable}");
                    durable = journal.Mark.InputSequence;
                    Assert.True(durable >= said, $"seed {seed}, kill {kill}: {durable} in the mark, {said} was said");
                    lock (journal)
                    {
                        journal.AssertDurable();
                    }
                }
            }

            // However fast the kills were: enough that much is archived and replaced.
            while (SegmentSurvey.LastInUse(journal.MemoryLayout, SegmentKind.Input) <= Kills + 2)
            {
                journal.Append(writer, 20);
            }
        }

        using (JournalArchiver last = journal.OpenArchiver())
        {
            ArchivedJournal.Drain(last);
            Assert.True(last.Evicted > Kills, $"seed {seed}: only {last.Evicted} segments were replaced");
        }

        journal.AssertSameFiles();
        journal.AssertAll(journal.Archive.Folder);
        journal.AssertAll(journal.Memory);
    }

    [Fact]
    public void A_second_archiver_is_refused_with_the_number_of_the_first()
    {
        using ArchivedJournal journal = new();
        journal.Write(10);
        using JournalArchiver first = journal.OpenArchiver();
        JournalException failure = Assert.Throws<JournalException>(() => journal.OpenArchiver());
        Assert.Equal(JournalFault.Locked, failure.Fault);
        Assert.Contains(Environment.ProcessId.ToString(CultureInfo.InvariantCulture), failure.Message);
        Assert.Equal(
            JournalFault.Locked, Assert.Throws<JournalException>(() => journal.Archive.Open()).Fault);
    }

    /// <summary>
    /// A thread that appends, about five thousand inputs a second; who looks at what was appended holds the lock.
    /// </summary>
    private sealed class Appender : IDisposable
    {
        private readonly Thread _thread;
        private volatile bool _stop;

        internal Appender(ArchivedJournal journal, JournalWriter writer)
        {
            _thread = new Thread(() =>
            {
                while (!_stop)
                {
                    lock (journal)
                    {
                        journal.Append(writer, 20);
                    }

                    Thread.Sleep(4);
                }
            });
            _thread.Start();
        }

        public void Dispose()
        {
            _stop = true;
            _thread.Join();
        }
    }
}
