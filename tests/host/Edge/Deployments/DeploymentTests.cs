using System.Net;
using System.Text.Json;
using Strategies.Cell.Messages;
using Strategies.Edge.Tests.Support;

namespace Strategies.Edge.Tests.Deployments;

/// <summary>Versions into slots, with a follower that says what a test wants, and an engine that really takes them.</summary>
public sealed class DeploymentTests(LiveCell live) : IClassFixture<LiveCell>
{
    private TestEdge Edge => live.Edge;

    private string VersionOf(string slot) => Edge.Get("/api/slots").Json.EnumerateArray()
        .Single(one => one.GetProperty("name").GetString() == slot).GetProperty("packageHash").GetString()!;

    [Fact]
    public void A_rehearsed_version_is_swapped_in_and_rolled_back()
    {
        using FakeFollower follower = new(live.Cell, _ => "");
        TestEdge.Answer answer = Edge.Post(
            "/api/slots/ladder/deploy?wait=true", new { hash = live.LadderV2.ToString()[..10], reason = "wider" }, "operator")
            .Require(HttpStatusCode.OK);
        Assert.Equal(("committed", "swap"), (answer["state"], answer["kind"]));
        Assert.True(answer.Json.GetProperty("rehearsal").GetProperty("good").GetBoolean());
        Assert.True(answer.Json.GetProperty("decisionSequence").GetUInt64() > answer.Json.GetProperty("requestSequence").GetUInt64());
        Assert.Equal(live.LadderV2.ToString(), VersionOf("ladder"));
        RehearsalRequest request = Assert.Single(follower.Requests);
        Assert.Equal((RehearsalAction.Rehearse, 1, live.LadderV2), (request.Action, request.Slot, request.PackageHash));
        JsonElement swap = Edge.Get("/api/swaps").Json.EnumerateArray().Last();
        Assert.Equal(("operator", "committed"), (swap.GetProperty("who").GetString(), swap.GetProperty("outcome").GetString()));

        TestEdge.Answer back = Edge.Post("/api/slots/ladder/rollback?wait=true", new { reason = "narrow again" }, "operator")
            .Require(HttpStatusCode.OK);
        Assert.Equal(("committed", "rollback"), (back["state"], back["kind"]));
        Assert.Equal(live.Ladder.ToString(), VersionOf("ladder"));
        Assert.Single(follower.Requests);
    }

    [Fact]
    public void A_second_rollback_does_not_go_forward_by_itself_and_names_the_version_that_would_come()
    {
        using FakeFollower follower = new(live.Cell, _ => "");
        string newer = live.LadderV2.ToString();
        TestEdge.Answer Rollback(bool forward) => Edge.Post(
            "/api/slots/ladder/rollback?wait=true", new { reason = "look", forward }, "operator");
        Edge.Post("/api/slots/ladder/deploy?wait=true", new { hash = newer, reason = "wider" }, "operator").Require(HttpStatusCode.OK);
        Assert.Contains("not rolled back last", Rollback(forward: true).RequireProblem(409)["detail"], StringComparison.Ordinal);
        Rollback(forward: false).Require(HttpStatusCode.OK);

        TestEdge.Answer again = Rollback(forward: false).RequireProblem(409);
        Assert.Contains($"just rolled back from Strategies.Samples.LadderV2 0.1.0 ({newer[..8]})", again["detail"], StringComparison.Ordinal);
        Assert.Contains("--forward", again["hint"], StringComparison.Ordinal);
        Assert.Equal(live.Ladder.ToString(), VersionOf("ladder"));

        Rollback(forward: true).Require(HttpStatusCode.OK);
        Assert.Equal(newer, VersionOf("ladder"));
        Rollback(forward: false).Require(HttpStatusCode.OK);
        Rollback(forward: false).RequireProblem(409);
        Assert.Equal(live.Ladder.ToString(), VersionOf("ladder"));

        Edge.Post("/api/slots/ladder/deploy?wait=true", new { hash = newer, reason = "again" }, "operator").Require(HttpStatusCode.OK);
        Rollback(forward: false).Require(HttpStatusCode.OK);
    }

    [Fact]
    public void Without_wait_the_answer_names_where_to_look()
    {
        using FakeFollower follower = new(live.Cell, _ => "");
        TestEdge.Answer answer = Edge.Post(
            "/api/slots/spare/deploy", new { hash = live.Ladder.ToString(), reason = "first" }, "operator")
            .Require(HttpStatusCode.Accepted);
        Assert.Equal("deploy", answer["kind"]);
        string path = $"/api/deployments/{answer["id"]}";
        Patience.Until("the deployment", () => Edge.Get(path)["state"] == "committed");
        Assert.Equal(live.Ladder.ToString(), VersionOf("spare"));
        Assert.Contains(answer["id"], Edge.Get("/api/deployments").Text, StringComparison.Ordinal);
        Edge.Get("/api/deployments/none").RequireProblem(404);
    }

    [Fact]
    public void A_refused_rehearsal_ends_it_and_the_slot_is_as_it_was()
    {
        using FakeFollower follower = new(live.Cell, _ => "OnBook throws InvalidOperationException");
        ulong before = live.Core.LastSequence;
        TestEdge.Answer answer = Edge.Post(
            "/api/slots/ladder/deploy?wait=true", new { hash = live.LadderV2.ToString(), reason = "x" }, "operator")
            .RequireProblem(409);
        Assert.Contains("OnBook throws InvalidOperationException", answer["detail"], StringComparison.Ordinal);
        Assert.Equal("refused", answer.Json.GetProperty("deployment").GetProperty("state").GetString());
        Assert.Equal(live.Ladder.ToString(), VersionOf("ladder"));
        Assert.DoesNotContain(Edge.Get("/api/swaps").Json.EnumerateArray(), swap => swap.GetProperty("requestSequence").GetUInt64() > before);
    }

    [Fact]
    public void A_rehearsal_holds_the_slot_until_its_verdict()
    {
        using ManualResetEventSlim mayAnswer = new();
        using FakeFollower follower = new(live.Cell, _ =>
        {
            mayAnswer.Wait(Patience.Longest);
            return "it was asked for twice";
        });
        object body = new { hash = live.LadderV2.ToString(), reason = "silent" };
        string id = Edge.Post("/api/slots/ladder/deploy", body, "operator").Require(HttpStatusCode.Accepted)["id"];
        TestEdge.Answer second = Edge.Post("/api/slots/ladder/deploy", body, "operator");
        mayAnswer.Set();
        Assert.Contains(id, second.RequireProblem(409)["detail"]);
        Patience.Until("the verdict", () => Edge.Get($"/api/deployments/{id}")["state"] == "refused");
        Assert.Contains("it was asked for twice", Edge.Get($"/api/deployments/{id}")["detail"], StringComparison.Ordinal);
    }

    [Fact]
    public void A_rehearsal_without_a_verdict_is_refused_in_time()
    {
        using FakeFollower follower = new(live.Cell, _ => null);
        TimeSpan patience = Edge.Parts.Rehearsals.Patience;
        Edge.Parts.Rehearsals.Patience = TimeSpan.FromMilliseconds(600);
        try
        {
            object body = new { hash = live.LadderV2.ToString(), reason = "silent" };
            string id = Edge.Post("/api/slots/ladder/deploy", body, "operator").Require(HttpStatusCode.Accepted)["id"];
            Patience.Until("the end of patience", () => Edge.Get($"/api/deployments/{id}")["state"] == "refused");
            Assert.Contains("no verdict within 0.6 s", Edge.Get($"/api/deployments/{id}")["detail"], StringComparison.Ordinal);
        }
        finally
        {
            Edge.Parts.Rehearsals.Patience = patience;
        }
    }

    [Fact]
    public void Without_a_follower_only_an_admin_deploys()
    {
        object body = new { hash = live.LadderV2.ToString(), reason = "in haste" };
        TestEdge.Answer refused = Edge.Post("/api/slots/ladder/deploy?wait=true", body, "operator").RequireProblem(503);
        Assert.Contains("cannot be rehearsed", refused["title"], StringComparison.Ordinal);
        Edge.Post("/api/slots/ladder/deploy?wait=true&rehearse=false", body, "admin").Require(HttpStatusCode.OK);
        Edge.Post("/api/slots/ladder/rollback?wait=true", new { reason = "back" }, "operator").Require(HttpStatusCode.OK);
    }

    [Fact]
    public void What_the_store_does_not_have_cannot_be_deployed()
    {
        using FakeFollower follower = new(live.Cell, _ => "");
        TestEdge.Answer unknown = Edge.Post(
            "/api/slots/ladder/deploy", new { hash = new string('0', 64), reason = "x" }, "operator").RequireProblem(400);
        Assert.Contains("strat store add", unknown["hint"], StringComparison.Ordinal);
        Edge.Post("/api/slots/ladder/deploy", new { hash = "zzzz", reason = "x" }, "operator").RequireProblem(400);
        Edge.Post("/api/slots/none/deploy", new { hash = live.Ladder.ToString(), reason = "x" }, "operator").RequireProblem(404);
        Assert.Empty(follower.Requests);
    }

    [Fact]
    public void What_the_engine_refuses_is_told_with_its_reason()
    {
        // A first deployment into a slot of another edge's knowledge: the quiet version cannot restore the ladder's state.
        using FakeFollower follower = new(live.Cell, _ => "");
        string quiet = live.Cell.Add(Path.Combine(TestPlugins.FolderOf("Quiet"), "Quiet.dll")).ToString();
        TestEdge.Answer answer =
            Edge.Post("/api/slots/ladder/deploy?wait=true", new { hash = quiet, reason = "x" }, "operator").RequireProblem(409);
        Assert.Contains("the core refused it", answer["detail"], StringComparison.Ordinal);
        Assert.Equal(live.Ladder.ToString(), VersionOf("ladder"));
    }

    [Fact]
    public void A_shadow_is_started_and_ended_by_the_follower()
    {
        using FakeFollower follower = new(live.Cell, request => request.Slot == 2 ? "no room" : "");
        Edge.Post("/api/slots/ladder/shadow", new { hash = live.LadderV2.ToString(), reason = "watch" }, "operator")
            .Require(HttpStatusCode.OK);
        Edge.Send(HttpMethod.Delete, "/api/slots/ladder/shadow", "operator", null).Require(HttpStatusCode.OK);
        Assert.Equal(
            [RehearsalAction.StartShadow, RehearsalAction.StopShadow], follower.Requests.Select(request => request.Action));
        Assert.Contains("no room", Edge.Post(
            "/api/slots/spare/shadow", new { hash = live.LadderV2.ToString(), reason = "watch" }, "operator")
            .RequireProblem(409)["detail"], StringComparison.Ordinal);
    }
}
