using Serilog;
using Strategies.Journal;
using Strategies.Records;

namespace Strategies.Projection;

/// <summary>
/// Follows the journal on a thread of its own and keeps a <see cref="DayProjection"/> of it. It reads files in shared
/// memory and nothing else, so the core does not notice.
/// </summary>
public sealed class JournalTail : IDisposable
{
    private const int BatchMax = 8_192;
    private static readonly TimeSpan Idle = TimeSpan.FromMilliseconds(2);
    private static readonly TimeSpan Retry = TimeSpan.FromMilliseconds(100);

    private readonly Lock _lock = new();
    private readonly string _folder;
    private readonly ILogger _log;
    private readonly CancellationTokenSource _stop = new();
    private readonly Thread _thread;
    private DayProjection _day = new();
    private Guid _journalId;
    private (ulong Sequence, uint Index) _lastOutput;
    private bool _hasOutputs;
    private bool _isOutputHeld;
    private ulong _settled;
    private ulong _lastSequence;
    private int _readers;
    private string _lastProblem = "";

    public JournalTail(string folder, ILogger log)
    {
        _folder = folder;
        _log = log;
        _thread = new Thread(Run) { IsBackground = true, Name = "journal tail" };
        _thread.Start();
    }

    /// <summary>Number of the last input that was read. Any thread.</summary>
    public ulong LastSequence => Volatile.Read(ref _lastSequence);

    /// <summary>True when the end of the journal has been reached once. Any thread.</summary>
    public bool IsCaughtUp { get; private set; }

    /// <summary>Looks at the day as it is now, while nothing changes. Any thread; be short.</summary>
    public T Read<T>(Func<DayProjection, T> look)
    {
        Interlocked.Increment(ref _readers);
        try
        {
            lock (_lock)
            {
                return look(_day);
            }
        }
        finally
        {
            Interlocked.Decrement(ref _readers);
        }
    }

    /// <summary>Whether everything that the engine said to an input has been read. Any thread.</summary>
    public bool IsSettled(ulong sequence) => Volatile.Read(ref _settled) >= sequence;

    /// <summary>Stops following.</summary>
    public void Dispose()
    {
        _stop.Cancel();
        _thread.Join();
        _stop.Dispose();
    }

    private void Run()
    {
        while (!_stop.IsCancellationRequested)
        {
            try
            {
                Follow();
            }
            catch (JournalException exception)
            {
                Log(exception);
                _stop.Token.WaitHandle.WaitOne(Retry);
            }
        }
    }

    private void Follow()
    {
        ulong last = LastSequence;
        using JournalReader inputs = JournalReader.OpenInputs(_folder, last + 1, JournalReadMode.Follow);
        using JournalReader outputs = JournalReader.OpenOutputs(_folder, _lastOutput.Sequence, JournalReadMode.Follow);
        _isOutputHeld = false;
        while (!_stop.IsCancellationRequested)
        {
            int count;
            lock (_lock)
            {
                count = TakeInputs(inputs);
                TakeOutputs(outputs);
                Settle(count);
            }

            if (count < BatchMax)
            {
                IsCaughtUp = true;
                _stop.Token.WaitHandle.WaitOne(Idle);
            }
            else if (Volatile.Read(ref _readers) > 0)
            {
                // The lock is not fair: who waits for it gets it now, not when millions of inputs have been read.
                Thread.Sleep(TimeSpan.FromMilliseconds(1));
            }
        }
    }

    private int TakeInputs(JournalReader inputs)
    {
        int count = 0;
        while (count < BatchMax && inputs.MoveNext())
        {
            if (count == 0 && inputs.Segment is { } segment && segment.JournalId != _journalId)
            {
                Begin(segment.JournalId, inputs.Header.Sequence);
            }

            _day.TakeInput(inputs.Record);
            count++;
        }

        return count;
    }

    /// <summary>A journal is met for the first time, or another one lies where it was.</summary>
    private void Begin(Guid journalId, ulong firstSequence)
    {
        bool isFirst = _journalId == Guid.Empty;
        _journalId = journalId;
        if (!isFirst)
        {
            _day = new DayProjection();
            _lastOutput = default;
            _hasOutputs = false;
            _settled = 0;
            if (firstSequence > 1)
            {
                throw new JournalException(
                    JournalFault.SequenceMissing, "another journal lies in the folder", "it is read anew", _folder);
            }
        }

        _log.Information("follows journal {Journal} in {Folder}", journalId, _folder);
    }

    private void TakeOutputs(JournalReader outputs)
    {
        while (_isOutputHeld || outputs.MoveNext())
        {
            ref readonly RecordHeader header = ref outputs.Header;
            _isOutputHeld = header.Sequence > _day.LastSequence;
            if (_isOutputHeld)
            {
                return;
            }

            (ulong, uint) key = (header.Sequence, header.Index);
            if (!_hasOutputs || key.CompareTo(_lastOutput) > 0)
            {
                _hasOutputs = true;
                _lastOutput = key;
                _day.TakeOutput(outputs.Record);
            }
        }
    }

    /// <summary>
    /// Outputs of an input stand in the journal before the next input does. Of the last one there may be more to come,
    /// until the clock's next record, and behind the end of the day when nothing came with the last look.
    /// </summary>
    private void Settle(int count)
    {
        bool isOver = _day.IsEnded && count == 0;
        ulong settled = isOver ? _day.LastSequence : Math.Max(1, _day.LastSequence) - 1;
        Volatile.Write(ref _settled, Math.Max(_settled, settled));
        Volatile.Write(ref _lastSequence, _day.LastSequence);
    }

    private void Log(JournalException exception)
    {
        if (exception.Message == _lastProblem)
        {
            return;
        }

        _lastProblem = exception.Message;
        if (exception.Fault == JournalFault.NotAJournal)
        {
            _log.Information("waits for the journal in {Folder}", _folder);
        }
        else
        {
            _log.Warning("the journal cannot be followed and is tried again: {Problem}", exception.Message);
        }
    }
}
