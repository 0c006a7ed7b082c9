using System.Text.Json;
using Strategies.Cell.Tokens;
using Strategies.Cli.Tests.Support;
using Strategies.Edge.Tests.Support;
using Strategies.Records;

namespace Strategies.Cli.Tests;

/// <summary>What an operator sees of a cell that trades, with its edge and without.</summary>
public sealed class StatusCommandTests : IDisposable
{
    private const int Columns = 80;

    private readonly TestCell _cell = new();
    private readonly Hash256 _ladder;
    private readonly FakeCore _core;
    private readonly EdgeChild _edge;

    public StatusCommandTests()
    {
        _ladder = _cell.Add(TestCell.Ladder);
        _core = new FakeCore(_cell, _ladder);
        _edge = EdgeChild.Start(_cell);
    }

    public void Dispose()
    {
        _edge.Dispose();
        _core.Dispose();
        _cell.Dispose();
    }

    private JsonElement Status() =>
        Strat.Run("status", "--cell", _cell.ConfigFile, "--json").Require(StratResult.Success).Json;

    private string View() => View(_cell);

    private static string View(TestCell cell)
    {
        string view = Strat.RunWith(
            new Dictionary<string, string> { ["COLUMNS"] = $"{Columns}" }, "status", "--cell", cell.ConfigFile)
            .Require(StratResult.Success).Output;
        Assert.All(view.Split('\n'), line => Assert.True(line.Length <= Columns, line));
        return view;
    }

    private static string Text(JsonElement row, string name) => row.GetProperty(name).ToString();

    [Fact]
    public void A_cell_that_trades_is_told_whole_in_80_columns_and_in_JSON()
    {
        FakeMarket.Trade(_core);
        Strat.Run(
            "kill", "--scope", "instrument:BETA", "--reason", "a rumour", "--cell", _cell.ConfigFile).Require(StratResult.Success);
        FakeMarket.Hold(_core, "the disk takes nothing");
        FakeMarket.Quarantine(_core);
        Patience.Until("the quarantine", () => Text(Status().GetProperty("slots")[0], "state") == "quarantined");

        JsonElement status = Status();
        JsonElement slot = status.GetProperty("slots")[0];
        Assert.Equal(
            ("ladder", "Strategies.Samples.Ladder 0.1.0", _ladder.ToString(), "24"),
            (Text(slot, "name"), Text(slot, "version"), Text(slot, "packageHash"), Text(slot, "orders")));
        JsonElement position = Assert.Single(status.GetProperty("positions").EnumerateArray());
        Assert.Equal(("ALPHA", "USD"), (Text(position, "instrument"), Text(position, "currency")));
        Assert.Equal("instrument:BETA", Text(Assert.Single(status.GetProperty("kills").EnumerateArray()), "scope"));
        Assert.Equal("the disk takes nothing", Text(status.GetProperty("day"), "heldReason"));
        Assert.Equal(24, status.GetProperty("openOrders").GetArrayLength());
        Assert.Equal("1500", Text(status.GetProperty("tickToOrder"), "maxNs"));
        Assert.Equal("", Text(status, "edgeProblem"));
        Assert.Contains(
            status.GetProperty("alerts").EnumerateArray(), alert => Text(alert, "code") == "unknownOrder");

        string view = View();
        Assert.All(
            new[]
            {
                "tick to order p50 1.5 µs, p99 1.5 µs, p99.9 1.5 µs, max 1.5 µs", "longest turn 0.0 µs in the last minute",
                "kill switch of instrument:BETA by risk: a rumour", "new orders are held: the disk takes nothing",
                $"Strategies.Samples.Ladder 0.1.0 │ {_ladder.ToString()[..8]}", "ladder is quarantined: ", "USD", "unknownOrder",
                "14 more", "ALPHA", "│ core ",
            },
            words => Assert.Contains(words, view, StringComparison.Ordinal));
    }

    [Fact]
    public void The_longest_name_of_a_slot_does_not_break_the_80_columns()
    {
        const string Name = "a-maker-of-markets-in-many-names";
        using TestCell cell = new(port: null, Name);
        using FakeCore core = new(cell, cell.Add(TestCell.Ladder));
        using EdgeChild edge = EdgeChild.Start(cell);
        FakeMarket.Trade(core);
        Patience.Until("the position", () => View(cell).Contains("USD", StringComparison.Ordinal));
        Assert.Contains($"│ {Name}", View(cell), StringComparison.Ordinal);
    }

    [Fact]
    public void Without_its_edge_a_status_says_so_and_tells_what_memory_has()
    {
        FakeMarket.Trade(_core);
        _edge.Kill();
        JsonElement status = Status();
        Assert.StartsWith("the edge does not answer", Text(status, "edgeProblem"));
        Assert.All(
            new[] { "day", "slots", "kills", "positions", "openOrders", "alerts" },
            part => Assert.Equal(JsonValueKind.Null, status.GetProperty(part).ValueKind));
        Assert.Equal("1500", Text(status.GetProperty("tickToOrder"), "maxNs"));
        string view = View();
        Assert.Contains("the edge does not answer", view, StringComparison.Ordinal);
        Assert.Contains("kill switches, held orders and alerts are not known", view.ReplaceLineEndings(" "), StringComparison.Ordinal);
        Assert.DoesNotContain("no flag raised", view, StringComparison.Ordinal);
        Assert.Contains("│ core ", view, StringComparison.Ordinal);
    }

    [Fact]
    public void Without_a_token_the_edge_is_not_asked_and_the_status_says_why()
    {
        File.Delete(TokenFile.SecretFileOf(_cell.Tokens));
        Assert.Contains("no token of the role viewer", Text(Status(), "edgeProblem"), StringComparison.Ordinal);
        (string token, _) = TokenFile.Add(_cell.Tokens, "guest", EdgeRole.Viewer, null);
        JsonElement status = Strat.Run("status", "--cell", _cell.ConfigFile, "--json", "--token", token).Json;
        Assert.Equal(("", "2"), (Text(status, "edgeProblem"), $"{status.GetProperty("slots").GetArrayLength()}"));
    }
}
