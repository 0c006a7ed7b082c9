using System.Net;
using System.Text.Json;
using Strategies.Cell.Messages;
using Strategies.Edge.Tests.Support;

namespace Strategies.Edge.Tests.Deployments;

/// <summary>A version in the second slot whose Save throws, and the ways past it.</summary>
public sealed class FreshDeploymentTests : IClassFixture<LiveCell>
{
    private readonly LiveCell _live;
    private readonly string _throwing;
    private readonly string _quiet;

    /// <summary>Puts it there, in place of whatever a test before has left.</summary>
    public FreshDeploymentTests(LiveCell live)
    {
        _live = live;
        _throwing = live.Cell.Add(Path.Combine(TestPlugins.FolderOf("Throwing"), "Throwing.dll")).ToString();
        _quiet = live.Cell.Add(Path.Combine(TestPlugins.FolderOf("Quiet"), "Quiet.dll")).ToString();
        Edge.Post(
            "/api/slots/spare/deploy?wait=true&rehearse=false", new { hash = _throwing, reason = "it is there", state = "fresh" }, "admin")
            .Require(HttpStatusCode.OK);
        Edge.Post("/api/slots/spare/parameters", new { name = "saveThrowsAfter", value = 0, reason = "broken" }, "operator")
            .Require(HttpStatusCode.OK);
    }

    private TestEdge Edge => _live.Edge;

    private JsonElement Spare => Edge.Get("/api/slots").Json.EnumerateArray()
        .Single(slot => slot.GetProperty("name").GetString() == "spare");

    private TestEdge.Answer Deploy(string state, string hash) => Edge.Post(
        "/api/slots/spare/deploy?wait=true", new { hash, reason = "the next", state }, "operator");

    [Fact]
    public void What_the_core_refuses_since_Save_threw_names_both_ways_and_starting_fresh_is_one()
    {
        using FakeFollower follower = new(_live.Cell, _ => "");
        TestEdge.Answer refused = Deploy("carry", _quiet).RequireProblem(409);
        Assert.Contains("Save threw InvalidOperationException: it cannot be saved any more", refused["detail"], StringComparison.Ordinal);
        Assert.Contains("strat deploy HASH --slot spare --state fresh", refused["hint"], StringComparison.Ordinal);
        Assert.Contains("strat quarantine --slot spare", refused["hint"], StringComparison.Ordinal);

        TestEdge.Answer fresh = Deploy("fresh", _quiet).Require(HttpStatusCode.OK);
        Assert.True(fresh.Json.GetProperty("fresh").GetBoolean());
        Assert.Contains("without the state of the one before; 0 orders are being canceled", fresh["detail"], StringComparison.Ordinal);
        Assert.Equal([RehearsalAction.Rehearse, RehearsalAction.RehearseFresh], follower.Requests.Select(request => request.Action));
        Assert.Equal((_quiet, "running"), (Spare.GetProperty("packageHash").GetString(), Spare.GetProperty("state").GetString()));
        JsonElement[] swaps = [.. Edge.Get("/api/swaps").Json.EnumerateArray().TakeLast(2)];
        Assert.Equal([false, true], swaps.Select(swap => swap.GetProperty("fresh").GetBoolean()));
    }

    [Fact]
    public void What_the_rehearsal_refuses_since_Save_threw_names_both_ways_too()
    {
        using FakeFollower follower = new(
            _live.Cell, _ => "the slot's version cannot save its state", verdict => verdict with { Fault = RehearsalFault.NoState });
        string hint = Deploy("carry", _quiet).RequireProblem(409)["hint"];
        Assert.Contains("--state fresh", hint, StringComparison.Ordinal);
        Assert.Contains("strat quarantine --slot spare", hint, StringComparison.Ordinal);
    }

    [Fact]
    public void A_quarantine_is_the_other_way_and_says_what_is_quarantined_already()
    {
        using FakeFollower follower = new(_live.Cell, _ => "");
        TestEdge.Answer obeyed = Edge.Post("/api/slots/spare/quarantine", new { reason = "its Save throws" }, "operator")
            .Require(HttpStatusCode.OK);
        Assert.Equal(("obeyed", "slot spare is quarantined; no order worked; positions, kept: none"), (obeyed["outcome"], obeyed["detail"]));
        Assert.Equal(("quarantined", "its Save throws"), (Spare.GetProperty("state").GetString(), Spare.GetProperty("reason").GetString()));
        Assert.Contains(
            "quarantined already",
            Edge.Post("/api/slots/spare/quarantine", new { reason = "again" }, "operator").RequireProblem(409)["detail"],
            StringComparison.Ordinal);
        Assert.Contains("without the state", Deploy("carry", _quiet).Require(HttpStatusCode.OK)["detail"], StringComparison.Ordinal);
        Assert.Equal("running", Spare.GetProperty("state").GetString());
    }

    [Theory]
    [InlineData("/api/slots/none/quarantine", "x", 404, "no slot is called 'none'")]
    [InlineData("/api/slots/spare/quarantine", " ", 400, "it is empty")]
    public void A_quarantine_names_a_slot_and_a_reason(string path, string reason, int status, string problem) => Assert.Contains(
        problem, Edge.Post(path, new { reason }, "operator").RequireProblem(status)["detail"], StringComparison.Ordinal);

    [Fact]
    public void A_rollback_may_start_fresh_and_then_does_not_go_forward_by_itself()
    {
        using FakeFollower follower = new(_live.Cell, _ => "");
        Deploy("fresh", _quiet).Require(HttpStatusCode.OK);
        Edge.Post("/api/slots/spare/quarantine", new { reason = "worse" }, "operator").Require(HttpStatusCode.OK);
        TestEdge.Answer refused = Edge.Post("/api/slots/spare/rollback?wait=true", new { reason = "back" }, "operator").RequireProblem(409);
        Assert.Contains("rollback --state fresh", refused["hint"], StringComparison.Ordinal);
        TestEdge.Answer back = Edge.Post(
            "/api/slots/spare/rollback?wait=true", new { reason = "back", state = "fresh" }, "operator").Require(HttpStatusCode.OK);
        Assert.Equal(("rollback", _throwing, "True"), (back["kind"], back["packageHash"], back["fresh"]));
        Assert.Equal((_throwing, "running"), (Spare.GetProperty("packageHash").GetString(), Spare.GetProperty("state").GetString()));
        Assert.Contains(
            "--forward",
            Edge.Post("/api/slots/spare/rollback?wait=true", new { reason = "a slip", state = "fresh" }, "operator")
                .RequireProblem(409)["hint"],
            StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("""{ "hash": "abcd", "reason": "x", "state": "frsh" }""")]
    [InlineData("""{ "hash": "abcd", "reason": "x", "state": 1 }""")]
    [InlineData("""{ "hash": "abcd", "reason": "x", "state": null }""")]
    public void A_state_is_carried_or_fresh_and_nothing_else(string body) =>
        Edge.Post("/api/slots/spare/deploy", JsonDocument.Parse(body).RootElement, "operator").RequireProblem(400);

    [Fact]
    public void What_would_be_lost_is_said_beforehand_and_nothing_is_done()
    {
        using FakeFollower follower = new(_live.Cell, _ => "", verdict => verdict with { StateBytes = 24, Sequence = 17 });
        TestEdge.Answer loss = Edge.Get("/api/slots/spare/loss", "operator").Require(HttpStatusCode.OK);
        Assert.Equal(
            "slot spare is running with Throwing 0.1.0; its state: 24 bytes, which a fresh start gives up and a deployment behind a "
            + "quarantine can carry; working orders, canceled: 0; positions, kept: none",
            loss["detail"]);
        Assert.Equal(("24", "", "17", _throwing), (loss["stateBytes"], loss["stateProblem"], loss["stateSequence"], loss["packageHash"]));
        RehearsalRequest request = Assert.Single(follower.Requests);
        Assert.Equal((RehearsalAction.MeasureState, 2), (request.Action, request.Slot));
        Assert.Equal("running", Spare.GetProperty("state").GetString());
    }

    [Fact]
    public void A_state_that_cannot_be_saved_is_said_to_be_lost_and_why()
    {
        using FakeFollower follower = new(_live.Cell, _ => "Save threw");
        TestEdge.Answer loss = Edge.Get("/api/slots/spare/loss", "operator").Require(HttpStatusCode.OK);
        Assert.Contains("its state: lost, it cannot be saved: Save threw;", loss["detail"], StringComparison.Ordinal);
        Assert.Equal(("", "Save threw"), (loss["stateBytes"], loss["stateProblem"]));
    }

    [Fact]
    public void Without_a_follower_orders_and_positions_are_said_all_the_same()
    {
        TestEdge.Answer loss = Edge.Get("/api/slots/spare/loss", "operator").Require(HttpStatusCode.OK);
        Assert.Contains("no follower", loss["stateProblem"], StringComparison.Ordinal);
        Assert.Contains("working orders, canceled: 0", loss["detail"], StringComparison.Ordinal);
        Edge.Get("/api/slots/none/loss", "operator").RequireProblem(404);
    }
}
