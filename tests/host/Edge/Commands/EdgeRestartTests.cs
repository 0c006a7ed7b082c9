using System.Net;
using Strategies.Edge.Tests.Support;

namespace Strategies.Edge.Tests.Commands;

public sealed class EdgeRestartTests
{
    [Fact]
    public void The_next_edge_goes_on_with_the_rings_sequence_and_knows_the_whole_day()
    {
        using TestCell cell = new();
        using FakeCore core = new(cell, cell.Add(TestCell.Ladder));
        for (int round = 1; round <= 3; round++)
        {
            using TestEdge edge = new(cell);
            edge.AwaitDay();
            edge.Post(
                "/api/limits", new { scope = "firm", name = "maxPosition", value = 100 * round, reason = $"round {round}" }, "risk")
                .Require(HttpStatusCode.OK);
            Assert.Equal((ulong)round, core.LastCommand);
            Assert.Equal(round, edge.Get("/api/limits/history").Json.GetArrayLength());
        }
    }

    [Fact]
    public void The_end_of_the_day_is_answered_when_it_stands_in_the_journal()
    {
        using TestCell cell = new();
        using FakeCore core = new(cell, cell.Add(TestCell.Ladder));
        using TestEdge edge = new(cell);
        edge.AwaitDay();
        edge.Post("/api/day/end", new { reason = "" }, "admin").RequireProblem(400);
        edge.Post("/api/day/end", new { reason = "a holiday" }, "admin").Require(HttpStatusCode.OK);
        System.Text.Json.JsonElement day = edge.Get("/api/status").Json.GetProperty("day");
        Assert.Equal(
            (true, "admin", "a holiday"),
            (day.GetProperty("ended").GetBoolean(), day.GetProperty("endedBy").GetString(), day.GetProperty("endReason").GetString()));
    }

    [Fact]
    public void A_kill_without_a_core_raises_the_flag_and_says_so()
    {
        using TestCell cell = new();
        using Strategies.Cell.Regions.CellFlags flags = Strategies.Cell.Regions.CellFlags.Create(cell.Regions.Flags);
        using TestEdge edge = new(cell);
        TestEdge.Answer answer = edge.Post("/api/kill", new { scope = "firm", reason = "alone" }, "risk")
            .Require(HttpStatusCode.OK);
        Assert.Equal("flagRaised", answer["outcome"]);
        Assert.Contains("the core is not running", answer["detail"], StringComparison.Ordinal);
        Assert.True(flags.IsKilled);
    }
}
