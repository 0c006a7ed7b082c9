using Strategies.Engine.Tests.Support;
using Strategies.Records;
using Strategies.Sdk;
using static Strategies.Engine.Tests.Support.TestInstruments;

namespace Strategies.Engine.Tests.Slots;

/// <summary>What whoever measures is told: every call into a strategy, once, with its end.</summary>
public sealed class MeterTests
{
    private readonly EngineHarness _harness = new();
    private readonly RecordingMeter _meter = new();
    private readonly ScriptedStrategy _first = new() { Start = context => context.Subscribe(First) };
    private readonly ScriptedStrategy _second = new() { Start = context => context.Subscribe(First) };

    public MeterTests()
    {
        _harness.Deploy(1, _first);
        _harness.Deploy(2, _second);
        _harness.Engine.Meter = _meter;
    }

    [Fact]
    public void Slots_that_hear_the_same_message_follow_each_other_and_another_message_begins_anew()
    {
        _harness.Quote(First, Dollars(10), Dollars(10.02m));
        Assert.Equal(
            ["1 OnBook", "1 left", "2 OnBook next", "2 left", "1 OnBook", "1 left", "2 OnBook next", "2 left"],
            _meter.Calls);
    }

    [Fact]
    public void A_message_for_one_slot_and_the_next_for_another_do_not_follow_each_other()
    {
        _harness.Do(2, context => context.Subscribe(Second));
        _meter.Calls.Clear();
        _harness.Itch(
            Itch.HiddenTrade(1, "ALPHA", 5, Dollars(10)),
            Itch.HiddenTrade(2, "BETA", 5, Dollars(10)),
            Itch.HiddenTrade(2, "BETA", 5, Dollars(10)));
        Assert.Equal(
            ["1 OnTrade", "1 left", "2 OnTrade next", "2 left", "2 OnTrade", "2 left", "2 OnTrade", "2 left"],
            _meter.Calls);
    }

    [Fact]
    public void A_callback_that_throws_is_abandoned_and_the_next_slot_begins_anew()
    {
        _first.Book = (_, _) => throw new InvalidOperationException("on purpose");
        _harness.Itch(Itch.Add(1, "ALPHA", Side.Buy, 5, 100, Dollars(9)));
        Assert.Equal(["1 OnBook", "1 abandoned", "2 OnBook", "2 left"], _meter.Calls);
    }

    [Fact]
    public void A_swap_is_Save_and_Restore_at_the_request_and_OnHandover_at_the_commit()
    {
        ulong request = _harness.Request(
            1, SwapKind.Swap, _harness.Source.Stage(1, new ScriptedStrategy()).PackageHash);
        Assert.Equal(["1 Save", "1 left", "1 Restore", "1 left"], _meter.Calls);
        _meter.Calls.Clear();
        _harness.Commit(1, request);
        Assert.Equal(["1 OnHandover", "1 left"], _meter.Calls);
    }

    [Fact]
    public void A_Save_that_throws_is_left_all_the_same()
    {
        _first.Saving = (ref StateWriter _) => throw new InvalidOperationException("cannot");
        _harness.Request(1, SwapKind.Swap, _harness.Source.Stage(1, new ScriptedStrategy()).PackageHash);
        Assert.Equal(["1 Save", "1 left"], _meter.Calls);
    }

    [Fact]
    public void Timers_reports_parameters_and_stops_are_told_too()
    {
        _harness.Quote(First, Dollars(10), Dollars(10.02m));
        SendResult order = _harness.Send(1, First, Side.Buy, Dollars(10), 100);
        _harness.Do(1, context => context.SetTimer(1, context.TimeNs + 10));
        _meter.Calls.Clear();
        new VenueDouble(_harness, order.OrderId, 100, Dollars(10)).Accept();
        _harness.Clock(10);
        _harness.SetParameter(1, TestStage.Poke, 1);
        _harness.Control(1, SlotAction.Stop);
        _harness.Control(1, SlotAction.Start);
        string[] expected =
        [
            "OnOrderUpdate", "OnTimer", "SetParameter", "OnParametersChanged", "OnStop", "OnHandover",
        ];
        Assert.Equal(expected.SelectMany(call => new[] { $"1 {call}", "1 left" }), _meter.Calls);
    }
}
