namespace Strategies.Crashes;

/// <summary>When a session's process is killed.</summary>
public enum KillMoment
{
    /// <summary>At a random moment of the day.</summary>
    Anywhere,

    /// <summary>As soon as a swap is requested, while the next version restores its state.</summary>
    InSwap,

    /// <summary>While the follower writes a snapshot: its temporary file is there.</summary>
    InSnapshot,
}
