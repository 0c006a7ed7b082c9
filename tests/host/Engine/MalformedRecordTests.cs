using System.Runtime.CompilerServices;
using CsCheck;
using Strategies.Engine.Tests.Support;
using Strategies.Records;
using Strategies.Sdk;
using static Strategies.Engine.Tests.Support.TestInstruments;

namespace Strategies.Engine.Tests;

/// <summary>Whatever a record's payload holds: the engine says that it does not obey, and never throws.</summary>
public sealed class MalformedRecordTests
{
    private static readonly (RecordType Type, int Size)[] FixedPayloads =
    [
        (RecordType.StartOfDay, Unsafe.SizeOf<StartOfDayPayload>()),
        (RecordType.SlotDefinition, Unsafe.SizeOf<SlotDefinitionPayload>()),
        (RecordType.VenueDefinition, Unsafe.SizeOf<VenueDefinitionPayload>()),
        (RecordType.FeedDefinition, Unsafe.SizeOf<FeedDefinitionPayload>()),
        (RecordType.LimitsCommit, Unsafe.SizeOf<LimitsCommitPayload>()),
        (RecordType.ExecutionReport, Unsafe.SizeOf<ExecutionReportPayload>()),
        (RecordType.OrderCancelReject, Unsafe.SizeOf<CancelRejectPayload>()),
        (RecordType.SessionStatus, Unsafe.SizeOf<SessionStatusPayload>()),
        (RecordType.FeedStatus, Unsafe.SizeOf<FeedStatusPayload>()),
        (RecordType.SwapRequested, Unsafe.SizeOf<SwapRequestedPayload>()),
        (RecordType.SwapCommitted, Unsafe.SizeOf<SwapDecisionPayload>()),
        (RecordType.SwapRefused, Unsafe.SizeOf<SwapDecisionPayload>()),
        (RecordType.SlotControl, Unsafe.SizeOf<SlotControlPayload>()),
        (RecordType.ParameterSet, Unsafe.SizeOf<ParameterSetPayload>()),
        (RecordType.KillSwitch, Unsafe.SizeOf<KillSwitchPayload>()),
        (RecordType.CallbackOverrun, Unsafe.SizeOf<CallbackOverrunPayload>()),
        (RecordType.LimitSet, Unsafe.SizeOf<LimitSetPayload>()),
        (RecordType.Flatten, Unsafe.SizeOf<FlattenPayload>()),
        (RecordType.BehaviourSet, Unsafe.SizeOf<BehaviourSetPayload>()),
    ];

    private static readonly RecordType[] Inputs =
        Enum.GetValues<RecordType>().Where(type => type < RecordType.FirstOutput).Append((RecordType)99)
        .Append(RecordType.Alert).Distinct().ToArray();

    /// <summary>
    /// Bytes that are often small numbers, so that they name slots, instruments and orders that are there.
    /// </summary>
    private static readonly Gen<byte[]> Words = Gen.OneOf(Gen.Const(0L), Gen.Long[0, 3], Gen.Long).Array[0, 40]
        .Select(words => words.SelectMany(BitConverter.GetBytes).ToArray());

    private static readonly Gen<(RecordType Type, byte[] Payload, int Format, int Feed)> Records = Gen.OneOf(
        Gen.Select(Gen.OneOf(Inputs), Gen.OneOf(Gen.Byte.Array[0, 330], Words), Gen.Int[0, 4], Gen.Int[0, 9]),
        Gen.Select(Gen.OneOf(FixedPayloads), Words, (form, words) => (form.Type, Resize(words, form.Size), 0, 0)));

    [Fact]
    public void Random_payloads_never_throw_out_of_an_engine_with_a_day() => Records.Array[1, 40].Sample(records =>
    {
        EngineHarness harness = new();
        harness.Script(1);
        harness.Script(2);
        harness.Quote(First, Dollars(10), Dollars(10.02m));
        OrderId order = harness.Send(1, First, Side.Buy, Dollars(10), 100).OrderId;
        foreach ((RecordType type, byte[] payload, int format, int feed) in records)
        {
            if (type is RecordType.ExecutionReport or RecordType.OrderCancelReject && payload.Length > 8
                && payload[0] % 4 != 0)
            {
                BitConverter.TryWriteBytes(payload, order.Value);
            }

            Apply(harness, type, payload, format, feed);
        }

        harness.EndOfDay();
    }, iter: 400);

    [Fact]
    public void Random_payloads_never_throw_out_of_an_engine_without_a_day() => Records.Array[1, 60].Sample(records =>
    {
        EngineHarness harness = new(hasDay: false);
        foreach ((RecordType type, byte[] payload, int format, int feed) in records)
        {
            Apply(harness, type, payload, format, feed);
        }
    }, iter: 200);

    public static TheoryData<RecordType> FixedTypes => new(FixedPayloads.Select(form => form.Type));

    [Theory]
    [MemberData(nameof(FixedTypes))]
    public void A_payload_of_a_wrong_length_is_an_alert_and_nothing_else(RecordType type)
    {
        int size = FixedPayloads.Single(form => form.Type == type).Size;
        EngineHarness harness = new();
        foreach (int length in (ReadOnlySpan<int>)[0, 1, size - 1, size + 1])
        {
            harness.Apply(type, new byte[length]);
            Assert.Equal([AlertCode.InvalidRecord], harness.LastAlerts);
            Assert.Single(harness.Last);
        }
    }

    [Fact]
    public void A_day_ends_by_a_record_with_who_and_why_or_by_an_older_one_without_and_by_no_other()
    {
        int size = Unsafe.SizeOf<EndOfDayPayload>();
        foreach (int length in (ReadOnlySpan<int>)[1, size - 1, size + 1])
        {
            EngineHarness harness = new();
            harness.Apply(RecordType.EndOfDay, new byte[length]);
            Assert.Equal([AlertCode.InvalidRecord], harness.LastAlerts);
            Assert.Single(harness.Last);
        }

        EngineHarness older = new();
        older.Apply(RecordType.EndOfDay, []);
        EngineHarness newer = new();
        newer.Apply(RecordType.EndOfDay, new EndOfDayPayload { Who = Text32.From("anna"u8), Reason = Text200.From("why"u8) });
        Assert.Equal(
            Assert.Single(older.LastOf<StateDigestPayload>(RecordType.StateDigest)),
            Assert.Single(newer.LastOf<StateDigestPayload>(RecordType.StateDigest)));
    }

    [Theory]
    [InlineData(RecordType.None)]
    [InlineData((RecordType)77)]
    [InlineData(RecordType.NewOrderSingle)]
    [InlineData(RecordType.UniverseCommit)]
    public void A_type_that_is_no_input_here_is_an_alert(RecordType type)
    {
        EngineHarness harness = new();
        harness.Apply(type, []);
        AlertPayload alert = harness.LastOf<AlertPayload>(RecordType.Alert).Single();
        Assert.Equal((AlertCode.InvalidRecord, (long)type), (alert.Code, alert.Detail));
    }

    [Fact]
    public void Before_the_universe_is_complete_nothing_trades()
    {
        EngineHarness harness = new(hasDay: false);
        foreach ((RecordType type, int size) in FixedPayloads.Where(form =>
            form.Type is not (RecordType.StartOfDay or RecordType.SlotDefinition)))
        {
            harness.Apply(type, new byte[size]);
            Assert.Equal([AlertCode.InvalidRecord], harness.LastAlerts);
        }
    }

    [Fact]
    public void An_instrument_that_cannot_be_read_is_an_alert_and_the_next_takes_its_place()
    {
        EngineHarness harness = new(hasDay: false);
        harness.StartDay();
        harness.Apply(RecordType.Instrument, new byte[20]);
        Assert.Equal([AlertCode.InvalidRecord], harness.LastAlerts);
        harness.Announce(new Instrument { Id = Second, Symbol = "BETA" });
        Assert.Equal([AlertCode.InvalidRecord], harness.LastAlerts);
        harness.Announce(new Instrument { Id = First, Symbol = "ALPHA" });
        Assert.Empty(harness.Last);
        harness.Apply(RecordType.UniverseCommit, []);
        Assert.Equal("ALPHA", Assert.Single(harness.Engine.Instruments.ToArray()).Symbol);
        harness.Announce(new Instrument { Id = Second, Symbol = "BETA" });
        Assert.Equal([AlertCode.InvalidRecord], harness.LastAlerts);
    }

    [Theory]
    [InlineData(0, 1, "ALPHA")]
    [InlineData(1, 0, "ALPHA")]
    [InlineData(1, 1, "BETA")]
    public void A_universe_that_cannot_be_traded_is_an_alert_with_the_reason(long multiplier, long lot, string symbol)
    {
        EngineHarness harness = new(hasDay: false);
        harness.StartDay();
        harness.Announce(new Instrument { Id = First, Symbol = symbol, ContractMultiplier = multiplier, Lot = lot });
        harness.Announce(new Instrument { Id = Second, Symbol = "BETA" });
        harness.Apply(RecordType.UniverseCommit, []);
        AlertPayload alert = harness.LastOf<AlertPayload>(RecordType.Alert).Single();
        Assert.Equal(AlertCode.InvalidRecord, alert.Code);
        Assert.Contains(symbol, alert.Text.ToString());
        harness.Script(1);
        Assert.All(harness.Last, output => Assert.Equal(RecordType.Alert, output.Type));
    }

    [Theory]
    [InlineData(1, 0)]
    [InlineData(1, -1)]
    [InlineData(1, 2)]
    [InlineData(1, int.MaxValue)]
    [InlineData(2, 1)]
    [InlineData(0, 1)]
    public void A_slot_or_account_out_of_turn_is_an_alert(int slot, int account)
    {
        EngineHarness harness = new(hasDay: false);
        harness.StartDay();
        harness.DefineSlot(slot, account);
        Assert.Equal([AlertCode.InvalidRecord], harness.LastAlerts);
        harness.DefineSlot(1, 1);
        Assert.Empty(harness.Last);
    }

    [Theory]
    [InlineData(4096, 1)]
    [InlineData(1, 0)]
    [InlineData(1, 65536)]
    [InlineData(1, -1)]
    public void A_day_whose_order_identifiers_could_not_be_made_is_an_alert(int cell, int tradingDay)
    {
        EngineHarness harness = new(hasDay: false);
        StartOfDayPayload day = new() { TradingDay = tradingDay };
        harness.Apply(
            new RecordHeader { Type = RecordType.StartOfDay, Cell = (ushort)cell },
            System.Runtime.InteropServices.MemoryMarshal.AsBytes(new ReadOnlySpan<StartOfDayPayload>(in day)));
        Assert.Equal([AlertCode.InvalidRecord], harness.LastAlerts);
    }

    private static void Apply(EngineHarness harness, RecordType type, byte[] payload, int format, int feed) =>
        harness.Apply(new RecordHeader
        {
            Type = type,
            PayloadFormat = (PayloadFormat)format,
            SourceKind =
            SourceKind.Feed,
            SourceId = (ushort)feed
        }, payload);

    private static byte[] Resize(byte[] bytes, int size)
    {
        Array.Resize(ref bytes, size);
        return bytes;
    }
}
