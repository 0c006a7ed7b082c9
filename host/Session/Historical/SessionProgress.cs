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

    /// <summary>What is being done.</summary>
    public string Phase
    {
        get => Volatile.Read(ref _phase);
        set => Volatile.Write(ref _phase, value);
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
