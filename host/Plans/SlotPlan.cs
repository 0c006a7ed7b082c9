using System.Text.Json;
using Strategies.Records;
using Strategies.Risk.Files;
using Strategies.Risk.Naming;

namespace Strategies.Plans;

/// <summary>A slot and the version that it starts with.</summary>
public sealed record SlotPlan
{
    /// <summary>A minute: no callback, and no handover, is meant to take longer.</summary>
    private const long MicrosecondsMax = 60_000_000;

    /// <summary>Its name: 1 to 32 letters, digits, <c>-</c>, <c>_</c> and <c>.</c>, the first a letter or digit.</summary>
    [NameOf(NameKind.Slot)]
    public required string Name { get; init; }

    /// <summary>The account it trades for; its name is of the same form.</summary>
    [NameOf(NameKind.Account)]
    public string Account { get; init; } = "house";

    /// <summary>The strategy's assembly, or the folder of its package, relative to the plan.</summary>
    [ConfigText(1, ConfigTextAttribute.PathBytesMax)]
    public required string Strategy { get; init; }

    /// <summary>Parameter values by name; what is not named has the strategy's default.</summary>
    public IReadOnlyDictionary<string, JsonElement> Parameters { get; init; } = new Dictionary<string, JsonElement>();

    /// <summary>
    /// What becomes of the slot when its version throws: <c>quarantine</c>, or <c>rollback</c> to the version before.
    /// </summary>
    public FaultAction OnFault { get; init; } = FaultAction.Quarantine;

    /// <summary>
    /// Longest time of one callback, in microseconds, up to a minute. Not checked if not given: on a machine that does other things
    /// too, a callback may be slow through no fault of its own.
    /// </summary>
    [ConfigWhole(1, MicrosecondsMax)]
    public long? TimeBudgetMicroseconds { get; init; }

    /// <summary>
    /// Whether callbacks may allocate memory. Not given: each that does is told with an alert; false: it is an overrun
    /// like one of time; true: nobody looks.
    /// </summary>
    public bool? AllowAllocation { get; init; }

    /// <summary>What an overrun does: <c>alert</c>, <c>quarantine</c> or <c>quarantineAndRollback</c>.</summary>
    public OverrunAction OnOverrun { get; init; } = OverrunAction.Quarantine;

    /// <summary>
    /// Longest time of Save and Restore together in a swap, in microseconds, up to a minute; one that takes longer is refused. Not
    /// checked if not given.
    /// </summary>
    [ConfigWhole(1, MicrosecondsMax)]
    public long? HandoverBudgetMicroseconds { get; init; }
}
