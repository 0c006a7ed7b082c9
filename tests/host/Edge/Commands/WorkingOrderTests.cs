using System.Net;
using System.Text.Json;
using Strategies.Edge.Tests.Support;
using Strategies.Records;
using Strategies.Risk;

namespace Strategies.Edge.Tests.Commands;

/// <summary>What a command that cancels says of the orders that worked, on a cell of its own with 24 of the ladder's.</summary>
public sealed class WorkingOrderTests : IDisposable
{
    private const int Orders = 24;

    private readonly TestCell _cell = new();
    private readonly FakeCore _core;
    private readonly TestEdge _edge;

    public WorkingOrderTests()
    {
        _core = new FakeCore(_cell, _cell.Add(TestCell.Ladder));
        _edge = new TestEdge(_cell);
        _edge.AwaitDay();
        FakeMarket.Trade(_core);
        Patience.Until("the ladder's orders", () => Working().Length == Orders);
    }

    public void Dispose()
    {
        _edge.Dispose();
        _core.Dispose();
        _cell.Dispose();
    }

    private ulong[] Working() => _edge.Parts.Tail.Read(day => day.WorkingIn(RiskScope.Firm, 0));

    private static Task Meanwhile(Action action) => Task.Run(action, TestContext.Current.CancellationToken);

    private static (int CancelRequests, int WorkingOrders, int Canceled) Numbers(TestEdge.Answer answer) => (
        answer.Json.GetProperty("cancelRequests").GetInt32(), answer.Json.GetProperty("workingOrders").GetInt32(),
        answer.Json.GetProperty("canceled").GetInt32());

    [Fact]
    public async Task A_kill_of_the_firm_counts_what_the_venue_canceled_before_the_core_had_the_command()
    {
        _core.IsDeaf = true;
        Task venue = Meanwhile(() =>
        {
            Patience.Until("the flag", () => _core.Flags!.IsKilled);
            FakeMarket.Cancel(_core, Working());
            Patience.Until("the cancels", () => Working().Length == 0);
            _core.IsDeaf = false;
        });
        TestEdge.Answer answer = _edge.Post("/api/kill", new { scope = "firm", reason = "test" }, "risk").Require(HttpStatusCode.OK);
        await venue;
        Assert.Equal((0, Orders, Orders), Numbers(answer));
        Assert.Contains("; of 24 working orders 24 are canceled", answer["detail"], StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_kill_that_the_core_does_not_obey_counts_what_the_venue_canceled()
    {
        _core.IsDeaf = true;
        Task venue = Meanwhile(() =>
        {
            Patience.Until("the flag", () => _core.Flags!.IsKilled);
            FakeMarket.Cancel(_core, Working());
        });
        TestEdge.Answer answer = _edge.Post("/api/kill", new { scope = "firm", reason = "test" }, "risk").Require(HttpStatusCode.OK);
        await venue;
        Assert.Equal(("flagRaised", (0, Orders, Orders)), (answer["outcome"], Numbers(answer)));
    }

    [Theory]
    [InlineData("account:house", Orders)]
    [InlineData("strategy:ladder", Orders)]
    [InlineData("instrument:ALPHA", Orders)]
    [InlineData("account:tests", 0)]
    [InlineData("strategy:spare", 0)]
    [InlineData("instrument:BETA", 0)]
    public void A_kill_of_less_counts_the_orders_of_its_scope_and_a_silent_venue_is_told_of(string scope, int orders)
    {
        TestEdge.Answer answer = _edge.Post("/api/kill", new { scope, reason = "test" }, "risk").Require(HttpStatusCode.OK);
        Assert.Equal((orders, orders, 0), Numbers(answer));
        Assert.EndsWith(
            orders == 0 ? "; no order worked" : "; of 24 working orders 0 are canceled, 24 not ended yet",
            answer["detail"], StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_stop_counts_the_orders_of_its_slot_and_a_start_none()
    {
        ulong[] orders = Working();
        Task venue = Meanwhile(() =>
        {
            Patience.Until("the stop", () => _edge.Parts.Tail.Read(day => day.Slots.First().State == SlotState.Stopped));
            FakeMarket.Cancel(_core, orders);
        });
        TestEdge.Answer answer =
            _edge.Post("/api/slots/ladder/stop", new { reason = "test" }, "operator").Require(HttpStatusCode.OK);
        await venue;
        Assert.Equal((Orders, Orders, Orders), Numbers(answer));
        TestEdge.Answer start = _edge.Post("/api/slots/ladder/start", new { reason = "on" }, "operator").Require(HttpStatusCode.OK);
        Assert.Equal(JsonValueKind.Null, start.Json.GetProperty("workingOrders").ValueKind);
    }
}
