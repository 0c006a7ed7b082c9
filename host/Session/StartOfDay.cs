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

    public static void Take(
        SessionSetup setup, InputWriter records, EngineDriver driver, Hash256 configuration, IReadOnlyList<SlotStart> starts, long timeNs)
    {
        StartOfDayPayload day = new()
        {
            TradingDay = setup.Plan.TradingDay,
            TradeDate = setup.TradeDate.Year * 10_000 + setup.TradeDate.Month * 100 + setup.TradeDate.Day,
            MidnightUtcNs = setup.MidnightUtcNs,
            ConfigurationHash = configuration,
        };
        records.TakeFromDriver(RecordType.StartOfDay, timeNs, in day);
        TakeUniverse(setup, records, timeNs);
        TakeLimits(setup, records, timeNs);
        foreach (VenueSetup venue in setup.Venues)
        {
            SessionStatusPayload session = new() { Venue = venue.Id.Value, IsUp = 1 };
            records.TakeFromVenue(RecordType.SessionStatus, venue.Id, timeNs, in session);
        }

        foreach (SlotStart start in starts)
        {
            TakeSlot(records, driver, start, timeNs);
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

    private static void TakeUniverse(SessionSetup setup, InputWriter records, long timeNs)
    {
        foreach (VenueSetup venue in setup.Venues)
        {
            VenueDefinitionPayload definition = new() { Venue = venue.Id.Value, Name = Text32.From(venue.Name) };
            records.TakeFromDriver(RecordType.VenueDefinition, timeNs, in definition);
        }

        foreach (FeedSetup feed in setup.Feeds)
        {
            FeedDefinitionPayload definition = new()
            {
                Feed = feed.Number,
                Venue = feed.Venue.Value,
                SilentAfterMs = feed.Plan.SilentAfterMilliseconds,
            };
            records.TakeFromDriver(RecordType.FeedDefinition, timeNs, in definition);
        }

        Span<byte> encoded = new byte[InstrumentCodec.BytesMax];
        foreach (Instrument instrument in setup.Universe)
        {
            records.TakeFromDriver(
                RecordType.Instrument, timeNs, encoded[..InstrumentCodec.Encode(instrument, encoded)]);
        }

        foreach (SlotPlan slot in setup.Plan.Slots)
        {
            SlotDefinitionPayload definition = Define(setup, slot);
            records.TakeFromDriver(RecordType.SlotDefinition, timeNs, in definition);
        }

        records.TakeFromDriver(RecordType.UniverseCommit, timeNs, []);
    }

    private static void TakeLimits(SessionSetup setup, InputWriter records, long timeNs)
    {
        ReadOnlySpan<LimitEntry> entries = setup.Limits.Entries;
        for (int first = 0; first < entries.Length; first += EntriesPerPart)
        {
            ReadOnlySpan<LimitEntry> part = entries.Slice(first, Math.Min(EntriesPerPart, entries.Length - first));
            records.TakeFromDriver(RecordType.LimitsPart, timeNs, MemoryMarshal.AsBytes(part));
        }

        LimitsCommitPayload commit = new()
        {
            Version = setup.Limits.Version,
            EntryCount = entries.Length,
            Who = Text32.From("plan"u8),
            Reason = Text200.From("start of day"u8),
        };
        records.TakeFromDriver(RecordType.LimitsCommit, timeNs, in commit);
    }

    private static void TakeSlot(InputWriter records, EngineDriver driver, SlotStart start, long timeNs)
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
            Who = Text32.From("plan"u8),
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
