using Strategies.Sdk;

namespace Strategies.Common;

/// <summary>What a strategy does about a refusal by the gate.</summary>
internal static class Refusals
{
    /// <summary>How long a strategy waits before it tries again what would be refused again, ns.</summary>
    public const long PauseNs = 1_000_000_000;

    /// <summary>
    /// True when the refusal concerns one order that has moved on meanwhile (filled, or being changed already): the
    /// next pass sees it as it is. Every other refusal would come again at once, so it calls for a pause.
    /// </summary>
    /// <param name="reason">A reason other than none.</param>
    public static bool IsPassing(RejectReason reason) => reason is RejectReason.TooLate or RejectReason.AlreadyPending
        or RejectReason.BelowCumQty or RejectReason.UnknownOrder;
}
