using Strategies.Records;
using Strategies.Risk;
using Strategies.Sdk;

namespace Strategies.Session;

/// <summary>What a day begins with, as the records have it by which <see cref="StartOfDay"/> begins it.</summary>
public sealed record DayBeginning
{
    /// <summary>Which day it is.</summary>
    public required StartOfDayPayload Day { get; init; }

    /// <summary>The engine's behaviour on that day, one that this build contains.</summary>
    public int Behaviour { get; init; } = EngineBehaviour.Newest;

    /// <summary>The venues, by number.</summary>
    public required IReadOnlyList<VenueDefinitionPayload> Venues { get; init; }

    /// <summary>The feeds, by number.</summary>
    public required IReadOnlyList<FeedDefinitionPayload> Feeds { get; init; }

    /// <summary>The instruments, by identifier.</summary>
    public required IReadOnlyList<Instrument> Universe { get; init; }

    /// <summary>The slots, by number.</summary>
    public required IReadOnlyList<SlotDefinitionPayload> Slots { get; init; }

    /// <summary>The limits.</summary>
    public required ReadOnlyMemory<LimitEntry> Limits { get; init; }

    /// <summary>Version of the limits.</summary>
    public required int LimitsVersion { get; init; }

    /// <summary>The first versions and their parameters.</summary>
    public required IReadOnlyList<SlotStart> Starts { get; init; }

    /// <summary>In whose name limits and versions come.</summary>
    public required Text32 Who { get; init; }
}
