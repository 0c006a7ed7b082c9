namespace Strategies.Core;

/// <summary>Why a hot loop has ended.</summary>
public enum LoopEnd
{
    /// <summary>It has not.</summary>
    None = 0,

    /// <summary>The process was asked to stop.</summary>
    Stopped = 1,

    /// <summary>The trading day has ended.</summary>
    DayEnded = 2,

    /// <summary>Another core takes over.</summary>
    HandedOver = 3,
}
