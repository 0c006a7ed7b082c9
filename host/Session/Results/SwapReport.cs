using Strategies.Plans;
using Strategies.Records;

namespace Strategies.Session.Results;

/// <summary>How one swap or rollback went.</summary>
public sealed class SwapReport
{
    /// <summary>Name of the slot.</summary>
    public required string Slot { get; init; }

    /// <summary>Swap or rollback.</summary>
    public required PlanActionKind Kind { get; init; }

    /// <summary>The version before.</summary>
    public Hash256 FromHash { get; set; }

    /// <summary>The version after.</summary>
    public Hash256 ToHash { get; set; }

    /// <summary>Number of the record that changed the slot; 0 when it was refused or never came.</summary>
    public ulong AtSequence { get; set; }

    /// <summary>Market messages before it.</summary>
    public long AtEvent { get; set; }

    /// <summary>
    /// How long the hot thread was busy with it, from the request until the commit was applied and journalled, in ns.
    /// </summary>
    public long PauseNs { get; set; }

    /// <summary>When the hot thread began with it, a <see cref="System.Diagnostics.Stopwatch"/> timestamp.</summary>
    public long StartTimestamp { get; set; }

    /// <summary>
    /// How long the hot thread waited for the version to be prepared, in ns; only a backtest waits, live a swap that is
    /// not prepared simply comes later.
    /// </summary>
    public long WaitNs { get; set; }

    /// <summary>
    /// Methods compiled on the hot thread from the request on until 10,000 market messages later, or to the
    /// end of the feed; -1 when the swap never came.
    /// </summary>
    public long CompiledMethods { get; set; } = -1;

    /// <summary>Bytes of state that were handed over.</summary>
    public int StateBytes { get; set; }

    /// <summary>The slot's working orders before; they are its own and stay.</summary>
    public int WorkingOrdersBefore { get; set; }

    /// <summary>The slot's working orders right after.</summary>
    public int WorkingOrdersAfter { get; set; }

    /// <summary>How the handover went.</summary>
    public HandoverResult Result { get; set; }

    /// <summary>Why it was refused; empty otherwise.</summary>
    public string Reason => Preparation.Length > 0 ? Preparation : Refusal.ToString();

    /// <summary>Why no version could be prepared; empty when one was.</summary>
    public string Preparation { get; set; } = "";

    /// <summary>Why the handover was refused, as the hot thread copies it without allocating; empty otherwise.</summary>
    public Text200 Refusal { get; set; }
}
