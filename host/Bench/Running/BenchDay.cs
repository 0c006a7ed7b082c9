using System.Runtime.InteropServices;
using Strategies.Bench.Feed;
using Strategies.Bench.Setup;
using Strategies.Driver;
using Strategies.Records;
using Strategies.Risk;
using Strategies.Sdk;
using Strategies.Session;

namespace Strategies.Bench.Running;

/// <summary>The records by which a benchmark's day begins and ends.</summary>
internal static class BenchDay
{
    internal static void Begin(
        InputWriter records, EngineDriver driver, BenchPlan plan, BenchVersions versions, MergedFeed feed, Hash256 configuration)
    {
        long timeNs = feed.TimeNsOf(0);
        StartOfDayPayload day = BenchPlan.StartOf(feed.Tape, configuration);
        records.TakeFromDriver(RecordType.StartOfDay, timeNs, in day);
        TakeUniverse(records, plan, timeNs);
        ReadOnlySpan<LimitEntry> limits = plan.Limits;
        records.TakeFromDriver(RecordType.LimitsPart, timeNs, MemoryMarshal.AsBytes(limits));
        LimitsCommitPayload commit = new()
        {
            Version = 1,
            EntryCount = limits.Length,
            Who = Text32.From("bench"u8),
            Reason = Text200.From("start of day"u8),
        };
        records.TakeFromDriver(RecordType.LimitsCommit, timeNs, in commit);
        SessionStatusPayload session = new() { Venue = SourceIds.FirstVenue, IsUp = 1 };
        records.TakeFromDriver(RecordType.SessionStatus, timeNs, in session);
        foreach (ParameterSetPayload parameter in versions.Parameters)
        {
            records.TakeCommand(RecordType.ParameterSet, timeNs, in parameter);
        }

        for (int slot = 1; slot <= BenchOptions.Slots; slot++)
        {
            Deploy(records, driver, slot, versions.Hash, timeNs);
        }
    }

    /// <summary>Slots are stopped, the venue answers what is under way, the day is closed.</summary>
    internal static void End(InputWriter records, EngineDriver driver, VenueClose close) =>
        new EndOfDay(driver.Engine, records, [close]).Begin(records.LastTimeNs);

    private static void TakeUniverse(InputWriter records, BenchPlan plan, long timeNs)
    {
        VenueDefinitionPayload venue = new() { Venue = SourceIds.FirstVenue, Name = Text32.From("bench"u8) };
        records.TakeFromDriver(RecordType.VenueDefinition, timeNs, in venue);
        FeedDefinitionPayload feed = new() { Feed = SourceIds.FirstFeed, Venue = SourceIds.FirstVenue };
        records.TakeFromDriver(RecordType.FeedDefinition, timeNs, in feed);
        byte[] encoded = new byte[InstrumentCodec.BytesMax];
        foreach (Instrument instrument in plan.Universe)
        {
            int length = InstrumentCodec.Encode(instrument, encoded);
            records.TakeFromDriver(RecordType.Instrument, timeNs, encoded.AsSpan(0, length));
        }

        for (int slot = 1; slot <= BenchOptions.Slots; slot++)
        {
            SlotDefinitionPayload definition = new()
            {
                Slot = slot,
                Account = slot,
                Name = Text32.From(BenchPlan.SlotName(slot)),
                AccountName = Text32.From(BenchPlan.AccountName(slot)),
            };
            records.TakeFromDriver(RecordType.SlotDefinition, timeNs, in definition);
        }

        records.TakeFromDriver(RecordType.UniverseCommit, timeNs, []);
    }

    private static void Deploy(InputWriter records, EngineDriver driver, int slot, Hash256 package, long timeNs)
    {
        SwapRequestedPayload request = new()
        {
            Slot = slot,
            Kind = SwapKind.Deploy,
            PackageHash = package,
            Who = Text32.From("bench"u8),
            Reason = Text200.From("start of day"u8),
        };
        ulong sequence = records.TakeCommand(RecordType.SwapRequested, timeNs, in request);
        HandoverPayload handover = driver.LastHandover;
        if (handover.Result != HandoverResult.ReadyWithoutState)
        {
            DriverFault.Throw($"slot {slot}: the version was refused: {handover.Reason}");
        }

        SwapDecisionPayload decision = new() { Slot = slot, RequestSequence = sequence, Reason = handover.Reason };
        records.TakeFromDriver(RecordType.SwapCommitted, timeNs, in decision);
    }
}
