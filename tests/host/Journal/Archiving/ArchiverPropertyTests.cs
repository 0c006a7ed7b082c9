using Strategies.Journal.Archiving;
using Strategies.Journal.Tests.Support;

namespace Strategies.Journal.Tests.Archiving;

/// <summary>Whatever writer, archiver and disk do in whatever order, the archive is a copy of memory.</summary>
public sealed class ArchiverPropertyTests
{
    private const int Cases = 40;
    private const int Steps = 60;

    [Fact]
    public void The_archive_is_memory_byte_for_byte_up_to_the_durable_point()
    {
        int seed = TestSeed.Value;
        TestContext.Current.SendDiagnosticMessage($"seed {seed}");
        int refused = 0;
        for (int round = 0; round < Cases; round++, seed++)
        {
            try
            {
                refused += Play(new Random(seed));
            }
            catch (Exception exception)
            {
                Assert.Fail($"seed {seed}: {exception}");
            }
        }

        Assert.True(refused > Cases, $"the disk has refused only {refused} times");
    }

    private static int Play(Random random)
    {
        using ArchivedJournal journal = new();
        journal.Prepare();
        FaultyDisk disk = new(random) { FaultPercent = random.Next(3) * 4 };
        Session session = new(journal, random, disk);
        for (int step = 0; step < Steps; step++)
        {
            session.Step();
        }

        session.End();
        return disk.Refused;
    }

    private sealed class Session(ArchivedJournal journal, Random random, FaultyDisk disk)
    {
        private readonly int _keepSegments = random.Next(1, 4);
        private JournalWriter _writer = journal.OpenWriter();
        private JournalArchiver? _archiver;
        private uint _epoch = 1;
        private ulong _durable;

        internal void Step()
        {
            switch (random.Next(12))
            {
                case < 4:
                    journal.Append(_writer, random.Next(0, 60));
                    break;
                case < 7:
                    Try(archiver => archiver.Copy());
                    break;
                case < 9:
                    Try(archiver => archiver.Sync());
                    CheckDurable();
                    break;
                case 9:
                    Try(archiver => archiver.Evict());
                    break;
                case 10:
                    _archiver?.Dispose();
                    _archiver = null;
                    break;
                default:
                    _writer.Dispose();
                    Assert.False(journal.Prepare().IsRebuilt);
                    _epoch += (uint)random.Next(2);
                    _writer = journal.OpenWriter(_epoch);
                    break;
            }
        }

        internal void End()
        {
            _writer.Dispose();
            disk.FaultPercent = 0;
            _archiver ??= journal.OpenArchiver(_keepSegments);
            ArchivedJournal.Drain(_archiver);
            Assert.Equal((ulong)journal.Inputs.Count, _archiver.DurableSequence);
            Assert.Equal(_archiver.CopiedSequence, _archiver.DurableSequence);
            _archiver.Dispose();
            journal.AssertSameFiles();
            journal.AssertAll(journal.Archive.Folder);
            journal.AssertAll(journal.Memory);
            using JournalReader reader = JournalReader.OpenInputs(journal.Archive.Folder);
            while (reader.MoveNext())
            {
            }

            Assert.True(reader.IsClosedCleanly);
            Assert.Null(reader.TornTail);
        }

        private void Try(Action<JournalArchiver> work)
        {
            try
            {
                _archiver ??= journal.OpenArchiver(_keepSegments, disk);
                work(_archiver);
            }
            catch (JournalException exception) when (exception.ErrorNumber > 0)
            {
                Assert.NotEmpty(exception.Hint);
            }
        }

        private void CheckDurable()
        {
            ulong durable = _archiver?.DurableSequence ?? _durable;
            Assert.True(durable >= _durable, $"{durable} is durable, {_durable} was");
            _durable = durable;
            if (durable > 0)
            {
                Assert.True(journal.Mark.InputSequence == durable);
                journal.AssertDurable();
            }
        }
    }
}
