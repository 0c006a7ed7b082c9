using System.Runtime.InteropServices;
using Strategies.Driver;
using Strategies.Plans;
using Strategies.Records;
using Strategies.Risk;
using Strategies.Sdk;

namespace Strategies.Session;

/// <summary>
/// The records by which a day begins: date, venues, feeds, universe, slots, limits, sessions, parameters and first versions.
/// </summary>
public static class StartOfDay
{
    private const int EntriesPerPart = 16_384;
    private const long NsPerMicrosecond = 1_000;
    private const long NotChecked = -1;

    /// <summary>Begins the day of a plan.</summary>
    /// <param name="setup">The plan.</param>
    /// <param name="records">Takes the records.</param>
    /// <param name="driver">Has what the engine says to the first versions.</param>
    /// <param name="configuration">The plan as it is stored.</param>
    /// <param name="starts">The first versions.</param>
    /// <param name="timeNs">When, ns since 1970-01-01 UTC.</param>
    public static void Take(
        SessionSetup setup,
        InputWriter records,
        EngineDriver driver,
        Hash256 configuration,
        IReadOnlyList<SlotStart> starts,
        long timeNs) =>
        Take(Of(setup, configuration, starts), records, driver, timeNs);

    /// <summary>Begins a day.</summary>
    /// <param name="beginning">What it begins with.</param>
    /// <param name="records">Takes the records.</param>
    /// <param name="driver">Has what the engine says to the first versions.</param>
    /// <param name="timeNs">When, ns since 1970-01-01 UTC.</param>
    public static void Take(DayBeginning beginning, InputWriter records, EngineDriver driver, long timeNs)
    {
        StartOfDayPayload day = beginning.Day;
        records.TakeFromDriver(RecordType.StartOfDay, timeNs, in day);
        TakeBehaviour(beginning, records, timeNs);
        TakeUniverse(beginning, records, timeNs);
        TakeLimits(beginning, records, timeNs);
        foreach (VenueDefinitionPayload venue in beginning.Venues)
        {
            SessionStatusPayload session = new() { Venue = venue.Venue, IsUp = 1 };
            records.TakeFromVenue(RecordType.SessionStatus, new VenueId(venue.Venue), timeNs, in session);
        }

        foreach (SlotStart start in beginning.Starts)
        {
            TakeSlot(records, driver, start, beginning.Who, timeNs);
        }
    }

    /// <summary>A slot as the plan has it.</summary>
    public static SlotDefinitionPayload Define(SessionSetup setup, SlotPlan slot) => new()
    {
        Slot = setup.SlotNumber(slot.Name),
        Account = setup.AccountNumber(slot.Account),
        Name = Text32.From(slot.Name),
        AccountName = Text32.From(slot.Account),
        OnFault = slot.OnFault,
        OnTimeOverrun = slot.OnOverrun,
        OnAllocation = slot.AllowAllocation == false ? slot.OnOverrun : OverrunAction.Alert,
        TimeBudgetNs = slot.TimeBudgetMicroseconds * NsPerMicrosecond ?? NotChecked,
        AllocationBudgetBytes = slot.AllowAllocation == true ? NotChecked : 0,
        HandoverBudgetNs = slot.HandoverBudgetMicroseconds * NsPerMicrosecond ?? NotChecked,
    };

    private static DayBeginning Of(SessionSetup setup, Hash256 configuration, IReadOnlyList<SlotStart> starts) => new()
    {
        Day = new StartOfDayPayload
        {
            TradingDay = setup.Plan.TradingDay,
            TradeDate = setup.TradeDate.Year * 10_000 + setup.TradeDate.Month * 100 + setup.TradeDate.Day,
            MidnightUtcNs = setup.MidnightUtcNs,
            ConfigurationHash = configuration,
        },
        Behaviour = setup.Plan.Behaviour,
        Venues = [.. setup.Venues.Select(venue => new VenueDefinitionPayload
        {
            Venue = venue.Id.Value,
            Name = Text32.From(venue.Name),
        })],
        Feeds = [.. setup.Feeds.Select(feed => new FeedDefinitionPayload
        {
            Feed = feed.Number,
            Venue = feed.Venue.Value,
            SilentAfterMs = feed.Plan.SilentAfterMilliseconds,
        })],
        Universe = setup.Universe,
        Slots = [.. setup.Plan.Slots.Select(slot => Define(setup, slot))],
        Limits = setup.Limits.Entries.ToArray(),
        LimitsVersion = setup.Limits.Version,
        Starts = starts,
        Who = Text32.From("plan"u8),
    };

    /// <summary>In front of everything that the engine does; a day of the first behaviour says nothing, as it always did.</summary>
    private static void TakeBehaviour(DayBeginning beginning, InputWriter records, long timeNs)
    {
        if (beginning.Behaviour != EngineBehaviour.First)
        {
            BehaviourSetPayload behaviour = new()
            {
                Behaviour = beginning.Behaviour,
                Who = beginning.Who,
                Reason = Text200.From("start of day"u8),
            };
            records.TakeFromDriver(RecordType.BehaviourSet, timeNs, in behaviour);
        }
    }

    private static void TakeUniverse(DayBeginning beginning, InputWriter records, long timeNs)
    {
        foreach (VenueDefinitionPayload venue in beginning.Venues)
        {
            records.TakeFromDriver(RecordType.VenueDefinition, timeNs, in venue);
        }

        foreach (FeedDefinitionPayload feed in beginning.Feeds)
        {
            records.TakeFromDriver(RecordType.FeedDefinition, timeNs, in feed);
        }

        Span<byte> encoded = new byte[InstrumentCodec.BytesMax];
        foreach (Instrument instrument in beginning.Universe)
        {
            records.TakeFromDriver(
                RecordType.Instrument, timeNs, encoded[..InstrumentCodec.Encode(instrument, encoded)]);
        }

        foreach (SlotDefinitionPayload slot in beginning.Slots)
        {
            records.TakeFromDriver(RecordType.SlotDefinition, timeNs, in slot);
        }

        records.TakeFromDriver(RecordType.UniverseCommit, timeNs, []);
    }

    private static void TakeLimits(DayBeginning beginning, InputWriter records, long timeNs)
    {
        ReadOnlySpan<LimitEntry> entries = beginning.Limits.Span;
        for (int first = 0; first < entries.Length; first += EntriesPerPart)
        {
            ReadOnlySpan<LimitEntry> part = entries.Slice(first, Math.Min(EntriesPerPart, entries.Length - first));
            records.TakeFromDriver(RecordType.LimitsPart, timeNs, MemoryMarshal.AsBytes(part));
        }

        LimitsCommitPayload commit = new()
        {
            Version = beginning.LimitsVersion,
            EntryCount = entries.Length,
            Who = beginning.Who,
            Reason = Text200.From("start of day"u8),
        };
        records.TakeFromDriver(RecordType.LimitsCommit, timeNs, in commit);
    }

    private static void TakeSlot(InputWriter records, EngineDriver driver, SlotStart start, Text32 who, long timeNs)
    {
        foreach (ParameterSetPayload parameter in start.Parameters)
        {
            records.TakeCommand(RecordType.ParameterSet, timeNs, in parameter);
        }

        SwapRequestedPayload request = new()
        {
            Slot = start.Slot,
            Kind = SwapKind.Deploy,
            PackageHash = start.PackageHash,
            Who = who,
            Reason = Text200.From("start of day"u8),
        };
        ulong requestSequence = records.TakeCommand(RecordType.SwapRequested, timeNs, in request);
        HandoverPayload handover = driver.LastHandover;
        SwapDecisionPayload decision =
            new() { Slot = start.Slot, RequestSequence = requestSequence, Reason = handover.Reason };
        bool isReady = handover.Result == HandoverResult.ReadyWithoutState;
        records.TakeFromDriver(isReady ? RecordType.SwapCommitted : RecordType.SwapRefused, timeNs, in decision);
        if (!isReady)
        {
            DriverFault.Throw($"slot {start.Slot}: the first version was refused: {handover.Reason}");
        }
    }
}
