using Strategies.Driver;

namespace Strategies.Session.Historical;

/// <summary>How far a session is; written by the hot thread, read by whoever shows it.</summary>
public sealed class SessionProgress
{
    private long _events;
    private long _orders;
    private long _fills;
    private long _timeNs;
    private double _fraction;
    private string _phase = "preparing";
    private Func<RunningCallback>? _running;
    private volatile bool _isCanceled;

    /// <summary>What is being done.</summary>
    public string Phase
    {
        get => Volatile.Read(ref _phase);
        set => Volatile.Write(ref _phase, value);
    }

    /// <summary>The call into a strategy that is running right now; set by who plays, before any can run.</summary>
    public RunningCallback Running => Volatile.Read(ref _running)?.Invoke() ?? default;

    /// <summary>Says where <see cref="Running"/> is read from now on.</summary>
    /// <param name="running">Safe to be called by any thread.</param>
    public void Watch(Func<RunningCallback> running) => Volatile.Write(ref _running, running);

    /// <summary>Asks the session to end at the next few messages of the feed. Any thread.</summary>
    public void Cancel() => _isCanceled = true;

    /// <summary>Asked now and then by who plays.</summary>
    /// <exception cref="OperationCanceledException">The session was asked to end.</exception>
    internal void ThrowIfCanceled()
    {
        if (_isCanceled)
        {
            throw new OperationCanceledException("the session was asked to end");
        }
    }

    /// <summary>Market messages so far.</summary>
    public long Events
    {
        get => Volatile.Read(ref _events);
        set => Volatile.Write(ref _events, value);
    }

    /// <summary>New orders so far.</summary>
    public long Orders
    {
        get => Volatile.Read(ref _orders);
        set => Volatile.Write(ref _orders, value);
    }

    /// <summary>Fills so far.</summary>
    public long Fills
    {
        get => Volatile.Read(ref _fills);
        set => Volatile.Write(ref _fills, value);
    }

    /// <summary>Engine time, ns since 1970-01-01 UTC.</summary>
    public long TimeNs
    {
        get => Volatile.Read(ref _timeNs);
        set => Volatile.Write(ref _timeNs, value);
    }

    /// <summary>Share of the data that has been played, 0 to 1.</summary>
    public double Fraction
    {
        get => Volatile.Read(ref _fraction);
        set => Volatile.Write(ref _fraction, value);
    }
}
