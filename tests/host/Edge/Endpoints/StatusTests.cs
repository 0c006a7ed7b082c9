using System.Net;
using System.Text.Json;
using Strategies.Cell.Processes;
using Strategies.Edge.Tests.Support;
using Strategies.Records;

namespace Strategies.Edge.Tests.Endpoints;

/// <summary>What a viewer sees of a cell that trades.</summary>
public sealed class StatusTests : IDisposable
{
    private readonly TestCell _cell = new();
    private readonly Hash256 _ladder;
    private readonly FakeCore _core;
    private readonly TestEdge _edge;

    public StatusTests()
    {
        _ladder = _cell.Add(TestCell.Ladder);
        _core = new FakeCore(_cell, _ladder);
        _edge = new TestEdge(_cell);
        _edge.AwaitDay();
    }

    public void Dispose()
    {
        _edge.Dispose();
        _core.Dispose();
        _cell.Dispose();
    }

    private JsonElement Status() => _edge.Get("/api/status").Require(HttpStatusCode.OK).Json;

    private JsonElement Slot(string name) => Status().GetProperty("slots").EnumerateArray()
        .Single(slot => slot.GetProperty("name").GetString() == name);

    [Fact]
    public void The_profit_of_a_slot_is_a_figure_for_each_currency()
    {
        FakeMarket.Trade(_core);
        Patience.Until("the position", () => Status().GetProperty("positions").GetArrayLength() > 0);
        string text = _edge.Get("/metrics").Require(HttpStatusCode.OK).Text;
        Assert.Contains(
            $"strategies_slot_profit{{cell=\"{_cell.Setup.Cell}\",slot=\"ladder\",currency=\"USD\"}}", text, StringComparison.Ordinal);
    }

    [Fact]
    public void Status_shows_slots_with_versions_and_counts_positions_orders_and_alerts()
    {
        FakeMarket.Trade(_core);
        Patience.Until("the alert of the second report", () => Status().GetProperty("alerts").GetArrayLength() > 0);
        JsonElement status = Status();
        JsonElement ladder = Slot("ladder");
        Assert.Equal(
            ("Strategies.Samples.Ladder 0.1.0", _ladder.ToString(), "running"),
            (ladder.GetProperty("version").GetString(), ladder.GetProperty("packageHash").GetString(),
                ladder.GetProperty("state").GetString()));
        Assert.Equal("", Slot("spare").GetProperty("version").GetString());
        long orders = ladder.GetProperty("orders").GetInt64();
        Assert.Equal((24, 24, 1), (orders, ladder.GetProperty("workingOrders").GetInt64(), ladder.GetProperty("fills").GetInt64()));
        Assert.Equal(0, Slot("spare").GetProperty("orders").GetInt64());
        JsonElement position = Assert.Single(status.GetProperty("positions").EnumerateArray());
        Assert.Equal(
            ("ladder", "ALPHA", "USD", FakeMarket.FilledQuantity, FakeMarket.Fee.ToDecimal()),
            (position.GetProperty("slot").GetString(), position.GetProperty("instrument").GetString(),
                position.GetProperty("currency").GetString(), Math.Abs(position.GetProperty("quantity").GetInt64()),
                position.GetProperty("fees").GetDecimal()));
        JsonElement[] open = [.. status.GetProperty("openOrders").EnumerateArray()];
        Assert.Equal(orders, open.Length);
        Assert.All(open, order => Assert.Equal("ladder", order.GetProperty("slot").GetString()));
        Assert.Equal("unknownOrder", status.GetProperty("alerts")[0].GetProperty("code").GetString());
    }

    [Fact]
    public void Status_shows_latencies_and_the_longest_turns_and_nothing_where_there_is_nothing()
    {
        JsonElement status = Status();
        JsonElement latency = status.GetProperty("tickToOrder");
        Assert.Equal(
            (1_500, true), (latency.GetProperty("maxNs").GetInt64(), latency.GetProperty("count").GetInt64() > 0));
        Assert.All(
            new[] { "p50Ns", "p99Ns", "p999Ns" }, name => Assert.InRange(latency.GetProperty(name).GetInt64(), 1_500, 1_502));
        Assert.Equal(0, status.GetProperty("longestTurn").GetProperty("lastMinuteNs").GetInt64());
        File.Delete(_cell.Regions.CountersOf(ProcessRole.Core).File);
        File.Delete(_cell.Regions.TickToOrder.File);
        status = Status();
        Assert.Equal(
            (JsonValueKind.Null, JsonValueKind.Null),
            (status.GetProperty("tickToOrder").ValueKind, status.GetProperty("longestTurn").ValueKind));
    }

    [Fact]
    public void A_version_that_is_not_in_the_store_any_more_is_told_in_brackets()
    {
        Directory.Delete(_cell.Store.PathOf(_ladder), recursive: true);
        Assert.StartsWith("(", Slot("ladder").GetProperty("version").GetString());
    }
}
