using System.Text.Json.Serialization;

namespace Strategies.Cell.Incidents;

/// <summary>What happened to a process of a cell that people have to know of.</summary>
[JsonConverter(typeof(IncidentKindConverter))]
public enum IncidentKind
{
    /// <summary>It gave no sign of life for a while, and then did again.</summary>
    Silent = 0,

    /// <summary>The watchdog killed it, or it did not end when it was asked to and was killed.</summary>
    Killed,

    /// <summary>It ended by itself or by somebody else's hand, and is started again.</summary>
    Ended,

    /// <summary>It could not be started.</summary>
    StartFailed,

    /// <summary>The owner of an order session blocked new orders, since the core was silent.</summary>
    Blocked,

    /// <summary>The owner of an order session canceled all orders, since the core stayed silent.</summary>
    MassCanceled,

    /// <summary>A handover of the core did not come about.</summary>
    HandoverFailed,

    /// <summary>Something of the journal is in memory only.</summary>
    NotArchived,

    /// <summary>The follower came to another output than the core: no snapshot is taken from there on.</summary>
    Diverged,

    /// <summary>
    /// A strategy's Save throws, or did not come back and ended the follower: no snapshot is taken while that version runs.
    /// </summary>
    Unsaved,

    /// <summary>
    /// A version's Save or Restore forgets a part of its state: a state that was to become a snapshot went another way when it was
    /// restored, or a recovery did. No snapshot is taken while that version runs.
    /// </summary>
    Forgetful,

    /// <summary>A working order has another field in the engine than at its venue.</summary>
    Disagreed,
}
