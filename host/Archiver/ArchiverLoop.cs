using Strategies.Cell;
using Strategies.Cell.Config;
using Strategies.Cell.Processes;
using Strategies.Ipc;
using Strategies.Ipc.Metrics;
using Strategies.Journal;
using Strategies.Journal.Archiving;
using Strategies.Journal.Durability;

namespace Strategies.Archiver;

/// <summary>Rounds of copying, syncing and freeing memory; after a failure again, for as long as it takes.</summary>
internal sealed class ArchiverLoop : IDisposable
{
    private const int RetryMs = 100;
    private const int OpenRetryMs = 500;
    private const int WaitForMemoryMs = 20;
    private const long BacklogBytes = 1 << 20;

    private static readonly TimeSpan DrainPatience = TimeSpan.FromSeconds(5);

    private readonly ProcessContext _context;
    private readonly CellCounters<ArchiverCounter> _counters;
    private readonly ArchiverHealth _health;
    private readonly ArchiverHeartbeat _pulse;
    private JournalArchiver? _archiver;
    private long _copiedBytes;

    /// <param name="context">The process's context.</param>
    /// <param name="counters">Its counters.</param>
    /// <param name="health">Told what the disk does.</param>
    /// <param name="pulse">Told that the loop turns.</param>
    internal ArchiverLoop(
        ProcessContext context, CellCounters<ArchiverCounter> counters, ArchiverHealth health, ArchiverHeartbeat pulse)
    {
        _context = context;
        _counters = counters;
        _health = health;
        _pulse = pulse;
        ShowArchive();
    }

    private CellPaths Paths => _context.Setup.Paths;

    private ArchiverSettings Settings => _context.Setup.Config.Archiver;

    /// <summary>Goes round until the process is to stop, then until nothing is left to do.</summary>
    /// <exception cref="CellException">The disk does not take what is left.</exception>
    internal void Run()
    {
        _context.Heartbeat.SetState(HeartbeatState.Running);
        while (!_context.Stopping.IsCancellationRequested)
        {
            long begunNs = MonotonicClock.NowNs;
            int pauseMs = Turn(out bool worked);
            long tookMs = (MonotonicClock.NowNs - begunNs) / 1_000_000;
            if (!worked || tookMs < pauseMs)
            {
                _context.Stopping.WaitHandle.WaitOne((int)Math.Max(1, pauseMs - tookMs));
            }
        }

        _context.Heartbeat.SetState(HeartbeatState.Stopping);
        Drain();
    }

    /// <inheritdoc/>
    public void Dispose() => Close();

    /// <summary>
    /// The last rounds: a writer that has closed the journal is copied to its end. A backlog takes as long as it takes;
    /// a disk that refuses, or a writer that goes on, is given up.
    /// </summary>
    private void Drain()
    {
        long giveUpNs = MonotonicClock.NowNs + (long)DrainPatience.TotalNanoseconds;
        while (true)
        {
            long copiedBytes = _counters[ArchiverCounter.CopiedBytes];
            int pauseMs = Turn(out bool worked);
            bool isStalled = _counters[ArchiverCounter.IsStalled] != 0;
            if (!worked && !isStalled)
            {
                _context.Log.Information("stopped with input {DurableSequence} on the disk", DurableSequence);
                return;
            }

            if (_counters[ArchiverCounter.CopiedBytes] - copiedBytes >= BacklogBytes && !isStalled)
            {
                giveUpNs = MonotonicClock.NowNs + (long)DrainPatience.TotalNanoseconds;
            }
            else if (MonotonicClock.NowNs > giveUpNs)
            {
                ThrowUnfinished(isStalled);
                return;
            }

            if (isStalled)
            {
                Thread.Sleep(pauseMs);
            }
        }
    }

    /// <summary>One round.</summary>
    /// <param name="worked">Whether there was anything to do.</param>
    /// <returns>How long to wait before the next, ms, from the beginning of this one.</returns>
    private int Turn(out bool worked)
    {
        _pulse.Sign();
        worked = false;
        int retryMs = OpenRetryMs;
        try
        {
            if (!TryOpen())
            {
                _health.Good();
                return WaitForMemoryMs;
            }

            retryMs = RetryMs;
            worked = CopyAndSync();
            _health.Good();
        }
        catch (JournalException failure)
        {
            _health.Stalled(failure);
            return retryMs;
        }

        return Evict(ref worked) ? Settings.SyncEveryMs : RetryMs;
    }

    /// <summary>
    /// Opens the archive as soon as there is a journal in memory, and closes it when that is gone, so that the core can
    /// build it anew.
    /// </summary>
    private bool TryOpen()
    {
        if (_archiver is { IsMemoryThere: false })
        {
            _context.Log.Error("the journal in memory is gone from {Folder}", Paths.Journal);
            Close();
        }

        if (_archiver is null && JournalMemory.IsReady(Paths.Journal))
        {
            _archiver = JournalArchiver.Open(Paths.Journal, Paths.Archive, Settings.KeepSegments);
            Show(_archiver);
            _context.Log.Information(
                "archiving {Folder} from input {Sequence} on", Paths.Journal, _archiver.DurableSequence + 1);
        }

        return _archiver is not null;
    }

    private bool CopyAndSync()
    {
        JournalArchiver archiver = _archiver!;
        bool copied = false;
        try
        {
            copied = archiver.Copy();
        }
        finally
        {
            // What was copied before a failure is brought to the disk all the same.
            Show(archiver);
            _pulse.Sign();
            long begunNs = MonotonicClock.NowNs;
            if (archiver.Sync())
            {
                copied = true;
                long tookNs = MonotonicClock.NowNs - begunNs;
                _counters.Add(ArchiverCounter.Syncs, 1);
                _counters[ArchiverCounter.SyncNsMax] = Math.Max(_counters[ArchiverCounter.SyncNsMax], tookNs);
            }

            Show(archiver);
            _pulse.Sign();
        }

        return copied;
    }

    private bool Evict(ref bool worked)
    {
        try
        {
            worked = _archiver!.Evict() || worked;
            _counters[ArchiverCounter.Evicted] = _archiver.Evicted;
            return true;
        }
        catch (JournalException failure)
        {
            _health.NotEvicted(failure);
            return false;
        }
    }

    private long DurableSequence => _counters[ArchiverCounter.DurableSequence];

    private void Show(JournalArchiver archiver)
    {
        _counters[ArchiverCounter.DurableSequence] = (long)archiver.DurableSequence;
        _counters[ArchiverCounter.CopiedSequence] = (long)archiver.CopiedSequence;
        _counters.Add(ArchiverCounter.CopiedBytes, archiver.CopiedBytes - _copiedBytes);
        _counters[ArchiverCounter.Evicted] = archiver.Evicted;
        _copiedBytes = archiver.CopiedBytes;
    }

    /// <summary>What the archive had when this process began; it counts before there is anything in memory.</summary>
    private void ShowArchive()
    {
        try
        {
            long durable = (long)(DurableMarkFile.Read(new JournalLayout(Paths.Archive))?.InputSequence ?? 0);
            _counters[ArchiverCounter.DurableSequence] = durable;
            _counters[ArchiverCounter.CopiedSequence] = durable;
        }
        catch (JournalException failure)
        {
            _health.Stalled(failure);
        }
    }

    private void Close()
    {
        _archiver?.Dispose();
        _archiver = null;
        // The next archiver counts from zero again; the counter goes on.
        _copiedBytes = 0;
    }

    private void ThrowUnfinished(bool isStalled)
    {
        if (isStalled)
        {
            throw new CellException(
                Paths.Archive,
                $"the archiver was to stop, and the disk does not take what follows input {DurableSequence}",
                $"what follows is in {Paths.Journal} until the machine is switched off: put the disk in order and start the "
                + "cell");
        }

        _context.Log.Warning(
            "stopped behind input {DurableSequence} while the journal is still being written", DurableSequence);
    }
}
