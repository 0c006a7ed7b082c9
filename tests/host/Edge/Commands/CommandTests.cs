using System.Net;
using System.Text.Json;
using Strategies.Cell.Incidents;
using Strategies.Cell.Regions;
using Strategies.Edge.Tests.Support;

namespace Strategies.Edge.Tests.Commands;

/// <summary>Commands that a real engine obeys or refuses; the answer is what happened.</summary>
public sealed class CommandTests(LiveCell live) : IClassFixture<LiveCell>
{
    private TestEdge Edge => live.Edge;

    private JsonElement Slot(string name) => Edge.Get("/api/slots").Json.EnumerateArray()
        .Single(slot => slot.GetProperty("name").GetString() == name);

    [Fact]
    public void A_limit_is_set_and_stands_in_the_history()
    {
        TestEdge.Answer first = Edge.Post(
            "/api/limits", new { scope = "strategy:ladder", name = "maxPosition", value = 500, reason = "smaller" }, "risk")
            .Require(HttpStatusCode.OK);
        Assert.Equal("obeyed", first["outcome"]);
        Assert.Equal("500", first["new"]);
        TestEdge.Answer second = Edge.Post(
            "/api/limits", new { scope = "strategy:ladder", name = "maxPosition", value = 700, reason = "calm" }, "risk")
            .Require(HttpStatusCode.OK);
        Assert.Equal("500", second["old"]);
        Assert.True(second.Json.GetProperty("sequence").GetUInt64() > first.Json.GetProperty("sequence").GetUInt64());
        JsonElement[] history = [.. Edge.Get("/api/limits/history").Json.EnumerateArray()];
        Assert.Equal(
            ["risk", "strategy:ladder", "maxPosition", "500", "700", "calm"],
            new[] { "who", "scope", "name", "old", "new", "reason" }.Select(key => history[^1].GetProperty(key).GetString()));
        JsonElement limit = Edge.Get("/api/limits").Json.EnumerateArray()
            .Single(one => one.GetProperty("scope").GetString() == "strategy:ladder");
        Assert.Equal("700", limit.GetProperty("value").GetString());
    }

    [Fact]
    public void A_limit_that_cannot_be_is_refused_with_a_hint()
    {
        void Refused(object body, string hint) =>
            Assert.Contains(hint, Edge.Post("/api/limits", body, "risk").RequireProblem(400)["hint"], StringComparison.Ordinal);

        Refused(new { scope = "strategy:leader", name = "maxPosition", value = 1, reason = "x" }, "ladder");
        Refused(new { scope = "firm", name = "maxPositions", value = 1, reason = "x" }, "maxPosition");
        Refused(new { scope = "firm", name = "maxPosition", value = 1, reason = "" }, "say why");
        Refused(new { scope = "firm", name = "maxPosition", value = 1, reason = new string('x', 201) }, "at most 200");
        Refused(new { scope = "firm", name = "maxPosition", value = 1, reason = "x", instrument = "ALFA" }, "ALPHA");
        Refused(new { scope = "firm", nam = "maxPosition", value = 1, reason = "x" }, "/openapi/v1.json");
        Refused(new { scope = "firm" }, "/openapi/v1.json");
    }

    [Theory]
    [InlineData("POST", "/api/slots/a%20b/stop", "operator", """{ "reason": "x" }""", "'a b' cannot name a slot")]
    [InlineData("POST", "/api/slots/a%2Fb/start", "operator", """{ "reason": "x" }""", "cannot name a slot")]
    [InlineData("POST", "/api/slots/a%20b/rollback", "operator", """{ "reason": "x" }""", "'a b' cannot name a slot")]
    [InlineData("DELETE", "/api/slots/a%20b/shadow", "operator", null, "'a b' cannot name a slot")]
    [InlineData("POST", "/api/slots/ladder/parameters", "operator", """{ "name": "a b", "value": 1, "reason": "x" }""",
        "'a b' cannot name a parameter")]
    [InlineData("POST", "/api/limits", "risk", """{ "scope": "account:a b", "name": "maxPosition", "value": 1, "reason": "x" }""",
        "'a b' cannot name an account")]
    [InlineData("POST", "/api/limits", "risk",
        """{ "scope": "firm", "name": "maxPosition", "value": 1, "reason": "x", "instrument": "ALPHA " }""",
        "'ALPHA ' cannot name an instrument")]
    [InlineData("POST", "/api/kill", "risk", """{ "scope": "strategy:a/b", "reason": "x" }""", "'a/b' cannot name a slot")]
    [InlineData("POST", "/api/release", "risk", """{ "scope": "instrument:", "reason": "x" }""", "'' cannot name an instrument")]
    [InlineData("POST", "/api/tokens", "admin", """{ "name": "a b", "role": "viewer" }""", "'a b' cannot name a token")]
    [InlineData("DELETE", "/api/tokens/a%20b", "admin", null, "'a b' cannot name a token")]
    public void A_name_that_can_be_none_is_refused_wherever_it_enters(
        string method, string path, string role, string? body, string problem)
    {
        TestEdge.Answer answer = Edge.Send(
            new HttpMethod(method), path, role, body is null ? null : JsonDocument.Parse(body).RootElement).RequireProblem(400);
        Assert.Contains(problem, answer["detail"], StringComparison.Ordinal);
        Assert.NotEmpty(answer["hint"]);
    }

    [Fact]
    public void What_the_engine_refuses_is_told_with_its_reason_and_number()
    {
        ulong before = live.Core.LastSequence;
        TestEdge.Answer answer = Edge.Post(
            "/api/limits",
            new { scope = "order", name = "messagesPerSecond", value = 5, reason = "x" },
            "risk").RequireProblem(409);
        Assert.Contains("messages are counted per strategy", answer["detail"], StringComparison.Ordinal);
        Assert.InRange(answer.Json.GetProperty("sequence").GetUInt64(), before + 1, live.Core.LastSequence);
        Assert.Contains("messages are counted per strategy", Edge.Get("/api/alerts").Text, StringComparison.Ordinal);
    }

    [Fact]
    public void What_happened_to_a_process_stands_among_the_alerts_in_its_place()
    {
        new IncidentFile(live.Cell.Setup.Paths.Incidents).Append(new Incident
        {
            Time = DateTimeOffset.UtcNow,
            Sequence = live.Core.LastSequence,
            Process = "core",
            Kind = IncidentKind.Silent,
            DurationMs = 432,
            Text = "process 12 was silent for 432 ms",
        });
        JsonElement alert = Edge.Get("/api/alerts").Json.EnumerateArray().Last();
        Assert.Equal(("core", "silent", 432), (
            alert.GetProperty("process").GetString(), alert.GetProperty("code").GetString(), alert.GetProperty("detail").GetInt64()));
    }

    [Fact]
    public void A_parameter_is_set_in_the_type_of_the_version_in_the_slot()
    {
        TestEdge.Answer answer = Edge.Post(
            "/api/slots/ladder/parameters", new { name = "levels", value = 7, reason = "less" }, "operator")
            .Require(HttpStatusCode.OK);
        Assert.Equal(("12", "7"), (answer["old"], answer["new"]));
        JsonElement parameter = Edge.Get("/api/parameters").Json.EnumerateArray()
            .Single(one => one.GetProperty("name").GetString() == "levels");
        Assert.Equal("operator", parameter.GetProperty("who").GetString());
        Assert.Contains("1 to 32", Edge.Post(
            "/api/slots/ladder/parameters", new { name = "levels", value = "99", reason = "x" }, "operator")
            .RequireProblem(400)["hint"], StringComparison.Ordinal);
        Assert.Contains("levels", Edge.Post(
            "/api/slots/ladder/parameters", new { name = "level", value = 1, reason = "x" }, "operator")
            .RequireProblem(400)["hint"], StringComparison.Ordinal);
        Edge.Post("/api/slots/spare/parameters", new { name = "levels", value = 1, reason = "x" }, "operator")
            .RequireProblem(409);
        Assert.Contains("ladder, spare", Edge.Post(
            "/api/slots/leader/parameters", new { name = "levels", value = 1, reason = "x" }, "operator")
            .RequireProblem(404)["hint"], StringComparison.Ordinal);
    }

    [Fact]
    public void A_slot_is_stopped_and_started()
    {
        Edge.Post("/api/slots/ladder/stop", new { reason = "look" }, "operator").Require(HttpStatusCode.OK);
        Assert.Equal("stopped", Slot("ladder").GetProperty("state").GetString());
        Edge.Post("/api/slots/ladder/stop", new { reason = "again" }, "operator").RequireProblem(409);
        Edge.Post("/api/slots/ladder/start", new { reason = "go on" }, "operator").Require(HttpStatusCode.OK);
        Assert.Equal("running", Slot("ladder").GetProperty("state").GetString());
        Edge.Post("/api/slots/spare/start", new { reason = "x" }, "operator").RequireProblem(409);
    }

    [Theory]
    [InlineData("slot", "ladder")]
    [InlineData("account", "house")]
    public void A_slot_or_the_slots_of_an_account_are_flattened(string kind, string name)
    {
        TestEdge.Answer answer = Edge.Post(
            "/api/flatten", new Dictionary<string, object> { [kind] = name, ["ticks"] = 3, ["reason"] = "odd" }, "operator")
            .Require(HttpStatusCode.OK);
        Assert.Equal("obeyed", answer["outcome"]);
        JsonElement slot = Assert.Single(answer.Json.GetProperty("flattened").EnumerateArray());
        Assert.Equal(("ladder", "flat"), (slot.GetProperty("slot").GetString(), slot.GetProperty("status").GetString()));
        Assert.Equal(
            ("stopped", "flat", "odd"),
            (Slot("ladder").GetProperty("state").GetString(), Slot("ladder").GetProperty("flattening").GetString(),
                Slot("ladder").GetProperty("reason").GetString()));
        string tail = Edge.Get("/api/journal/tail?count=500").Text;
        Assert.Contains("Flatten source=Operator/1", tail, StringComparison.Ordinal);
        Edge.Post("/api/slots/ladder/start", new { reason = "go on" }, "operator").Require(HttpStatusCode.OK);
        Assert.Equal("", Slot("ladder").GetProperty("flattening").GetString());
    }

    [Fact]
    public void What_cannot_be_flattened_is_refused_with_a_hint()
    {
        void Refused(int status, object body, string hint) => Assert.Contains(
            hint, Edge.Post("/api/flatten", body, "operator").RequireProblem(status)["hint"], StringComparison.Ordinal);

        Refused(404, new { slot = "leader", reason = "x" }, "ladder, spare");
        Refused(404, new { account = "mouse", reason = "x" }, "accounts: house, tests");
        Refused(400, new { reason = "x" }, "name a slot, or an account");
        Refused(400, new { slot = "ladder", account = "house", reason = "x" }, "name a slot, or an account");
        Refused(400, new { slot = "ladder", reason = " " }, "say why");
        Refused(400, new { slot = "ladder", reason = "x", ticks = 1001 }, "0 to 1000");
        Refused(400, new { slot = "ladder" }, "/openapi/v1.json");
        Refused(400, new { account = "a b", reason = "x" }, "");
        Edge.Post("/api/flatten", new { slot = "ladder", reason = "x" }, "risk").RequireProblem(403);
        Assert.Equal("running", Slot("ladder").GetProperty("state").GetString());
    }

    [Fact]
    public void A_kill_of_the_firm_raises_the_flag_and_stands_in_the_journal()
    {
        using CellFlags flags = CellFlags.Open(live.Cell.Regions.Flags);
        TestEdge.Answer answer = Edge.Post("/api/kill", new { scope = "firm", reason = "test" }, "risk")
            .Require(HttpStatusCode.OK);
        Assert.Equal("obeyed", answer["outcome"]);
        Assert.True(flags.IsKilled);
        Assert.Equal("risk", Edge.Get("/api/kills").Json[0].GetProperty("who").GetString());
        Assert.True(Slot("ladder").GetProperty("killed").GetBoolean());
        Assert.True(Edge.Get("/api/status").Json.GetProperty("flags").GetProperty("killed").GetBoolean());
        Edge.Post("/api/release", new { scope = "firm", reason = "over" }, "risk").Require(HttpStatusCode.OK);
        Assert.False(flags.IsKilled);
        Assert.Equal(0, Edge.Get("/api/kills").Json.GetArrayLength());
    }

    [Theory]
    [InlineData("account:house")]
    [InlineData("strategy:ladder")]
    [InlineData("instrument:ALPHA")]
    public void A_kill_of_less_than_the_firm_leaves_the_flag_down(string scope)
    {
        Edge.Post("/api/kill", new { scope, reason = "test" }, "risk").Require(HttpStatusCode.OK);
        Assert.False(live.Core.Flags!.IsKilled);
        Assert.Equal(scope, Edge.Get("/api/kills").Json[0].GetProperty("scope").GetString());
        Edge.Post("/api/release", new { scope, reason = "over" }, "risk").Require(HttpStatusCode.OK);
    }

    [Fact]
    public void A_scope_that_is_not_there_is_refused() => Assert.Contains(
        "account:NAME",
        Edge.Post("/api/kill", new { scope = "account:nobody", reason = "x" }, "risk").RequireProblem(400)["hint"],
        StringComparison.Ordinal);

    [Fact]
    public void A_core_that_takes_nothing_is_told_after_five_seconds_and_the_kill_holds_all_the_same()
    {
        live.Core.IsDeaf = true;
        try
        {
            TestEdge.Answer answer = Edge.Post("/api/kill", new { scope = "firm", reason = "deaf" }, "risk")
                .Require(HttpStatusCode.OK);
            Assert.Equal("flagRaised", answer["outcome"]);
            Assert.True(live.Core.Flags!.IsKilled);
        }
        finally
        {
            live.Core.IsDeaf = false;
        }

        Edge.Post("/api/release", new { scope = "firm", reason = "hears again" }, "risk").Require(HttpStatusCode.OK);
    }

    [Fact]
    public void The_tail_of_the_journal_is_shown_in_words()
    {
        Edge.Post("/api/kill", new { scope = "strategy:spare", reason = "for the tail" }, "risk").Require(HttpStatusCode.OK);
        Edge.Post("/api/release", new { scope = "strategy:spare", reason = "for the tail" }, "risk").Require(HttpStatusCode.OK);
        Assert.Contains("for the tail", Edge.Get("/api/journal/tail?count=500").Text, StringComparison.Ordinal);
        Assert.Equal(3, Edge.Get("/api/journal/tail?count=3").Json.GetArrayLength());
        Assert.Equal(2, Edge.Get("/api/journal/tail?count=2&outputs=true").Json.GetArrayLength());
        Edge.Get("/api/journal/tail?count=0").RequireProblem(400);
        Edge.Get("/api/journal/tail?count=many").RequireProblem(400);
    }
}
