using Strategies.Driver.Replay;
using Strategies.Engine.Slots;

namespace Strategies.Driver.Recovery;

/// <summary>From where to where an engine is brought back.</summary>
public sealed record RecoveryOptions
{
    /// <summary>Runs every input from the first, whatever snapshots there are.</summary>
    public bool FromGenesis { get; init; }

    /// <summary>The snapshot to start from, by its file's name; none for the newest that can be used.</summary>
    public string? Snapshot { get; init; }

    /// <summary>
    /// The slot whose strategy ended the process while the journal's last input was applied; 0 for none. That input is run
    /// with the slot mute, and a record of its own takes the slot out before it runs again. Only with a writer.
    /// </summary>
    public int PoisonedSlot { get; init; }

    /// <summary>How the process ended, for the record.</summary>
    public string PoisonReason { get; init; } = "";

    /// <summary>
    /// Is told of the calls into strategies while inputs are run again, so that it is known which slot ended the process if
    /// one does once more; none where nobody asks.
    /// </summary>
    public CallbackMeter? Meter { get; init; }

    /// <summary>Looks beside it whether the strategies save all of their state; null for no such look.</summary>
    public StateCheck? States { get; init; }

    /// <summary>The last input to run; the largest number for all.</summary>
    public ulong ToSequence { get; init; } = ulong.MaxValue;
}
