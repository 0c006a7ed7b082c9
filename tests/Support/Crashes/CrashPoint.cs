namespace Strategies.Crashes;

/// <summary>One kill, and what came of the journal that it left.</summary>
/// <param name="Moment">When it was to happen.</param>
/// <param name="LastSequence">The last input in the journal.</param>
/// <param name="Starts">Snapshots from which the engine was brought back, besides the first input.</param>
/// <param name="OpenOrders">Working orders at that input.</param>
/// <param name="OutputsMissing">Outputs that the killed process had not appended any more.</param>
/// <param name="IsInSwap">The journal ended between the request of a swap and its decision.</param>
/// <param name="Problem">What is not as it must be; empty when all is.</param>
public sealed record CrashPoint(
    KillMoment Moment,
    ulong LastSequence,
    int Starts,
    int OpenOrders,
    int OutputsMissing,
    bool IsInSwap,
    string Problem);
