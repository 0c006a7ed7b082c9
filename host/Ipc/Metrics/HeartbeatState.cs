namespace Strategies.Ipc.Metrics;

/// <summary>What a process says it is at. The numbers are part of the layout.</summary>
public enum HeartbeatState : uint
{
    /// <summary>It has not said yet.</summary>
    None = 0,

    /// <summary>Sets itself up.</summary>
    Starting = 1,

    /// <summary>Replays the journal or reconciles; not yet at work.</summary>
    Recovering = 2,

    /// <summary>At work.</summary>
    Running = 3,

    /// <summary>Was told to end and finishes.</summary>
    Stopping = 4,

    /// <summary>Has ended in order: silence from here on is no failure.</summary>
    Stopped = 5,
}
