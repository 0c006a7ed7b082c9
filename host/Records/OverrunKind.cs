namespace Strategies.Records;

/// <summary>Which budget a callback exceeded.</summary>
public enum OverrunKind
{
    /// <summary>Not an overrun.</summary>
    None = 0,

    /// <summary>Time, in ns.</summary>
    Time = 1,

    /// <summary>Memory allocated on the hot thread, in bytes.</summary>
    Allocation = 2,
}
