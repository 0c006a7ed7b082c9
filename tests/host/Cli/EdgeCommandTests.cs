using System.Net;
using System.Net.Sockets;
using System.Text.Json;
using Strategies.Backtest.Tests.Support;
using Strategies.Cell.Processes;
using Strategies.Cell.Regions;
using Strategies.Cli.Tests.Support;
using Strategies.Edge.Tests.Support;
using Strategies.Records;

namespace Strategies.Cli.Tests;

/// <summary>The commands to a cell's edge, asked of the real program, with a real edge and a core that a test plays.</summary>
public sealed class EdgeCommandTests(EdgeCommandTests.RunningCell running) : IClassFixture<EdgeCommandTests.RunningCell>
{
    private StratResult Ask(params string[] words) => Strat.Run([.. words, "--cell", running.Cell.ConfigFile, "--json"]);

    private StratResult AskAs(string token, params string[] words) => Ask([.. words, "--token", token]);

    [Fact]
    public void A_version_is_stored_deployed_and_rolled_back()
    {
        StratResult added = Strat.Run("store", "add", Packages.LadderV2, "--cell", running.Cell.ConfigFile);
        string hash = added.Require(StratResult.Success).Output.Trim();
        Assert.Equal(running.Cell.Add(Packages.LadderV2).ToString(), hash);
        Assert.Contains(hash, Ask("store", "list").Require(StratResult.Success).Output, StringComparison.Ordinal);
        using FakeFollower follower = new(running.Cell, _ => "");
        JsonElement deployed = Ask("deploy", hash[..12], "--slot", "ladder", "--reason", "wider").Require(StratResult.Success).Json;
        Assert.Equal(
            ("committed", "swap", hash, "operator"),
            (deployed.GetProperty("state").GetString(), deployed.GetProperty("kind").GetString(),
                deployed.GetProperty("packageHash").GetString(), deployed.GetProperty("who").GetString()));
        Assert.Equal(
            running.Ladder.ToString(),
            Ask("rollback", "--slot", "ladder", "--reason", "narrow").Require(StratResult.Success).Json
                .GetProperty("packageHash").GetString());
        StratResult again = Ask("rollback", "--slot", "ladder", "--reason", "a slip");
        Assert.Equal(1, again.ExitCode);
        Assert.Contains($"just rolled back from Strategies.Samples.LadderV2 0.1.0 ({hash[..8]})", again.Error, StringComparison.Ordinal);
        Assert.Contains("--forward", again.Error, StringComparison.Ordinal);
        Assert.Equal(
            hash,
            Ask("rollback", "--slot", "ladder", "--reason", "on again", "--forward").Require(StratResult.Success).Json
                .GetProperty("packageHash").GetString());
        Ask("rollback", "--slot", "ladder", "--reason", "narrow").Require(StratResult.Success);
    }

    [Fact]
    public void A_refused_deployment_exits_1_with_the_reason()
    {
        using FakeFollower follower = new(running.Cell, _ => "OnTrade allocates 24 bytes");
        StratResult refused = Ask("deploy", running.Ladder.ToString(), "--slot", "spare", "--reason", "x");
        Assert.Equal(1, refused.ExitCode);
        Assert.Contains("OnTrade allocates 24 bytes", refused.Json.GetProperty("error").GetString(), StringComparison.Ordinal);
        Assert.Equal("refused", refused.Json.GetProperty("answer").GetProperty("deployment").GetProperty("state").GetString());
    }

    [Fact]
    public void A_bad_package_does_not_get_into_the_store()
    {
        string folder = Path.Combine(running.Cell.Folder, "bad");
        PluginTestCompiler.Compile(folder, "Bad", """
            using Strategies.Sdk;
            public sealed class Bad : Strategy
            {
                public override void OnBook(in BookEvent book) => System.IO.File.Delete("x");

                public override void Save(ref StateWriter writer)
                {
                }

                public override void Restore(ref StateReader reader)
                {
                }
            }
            """);
        int before = Ask("store", "list").Json.GetProperty("packages").GetArrayLength();
        StratResult refused = Ask("store", "add", folder);
        Assert.Contains("System.IO.File", refused.RequireRefused().Error, StringComparison.Ordinal);
        Assert.Equal(before, Ask("store", "list").Json.GetProperty("packages").GetArrayLength());
    }

    [Fact]
    public void Limits_are_shown_set_and_have_a_history()
    {
        JsonElement set = Ask(
            "limits", "set", "--scope", "account:house", "--name", "maxNotional", "--value", "1500.5", "--reason", "smaller")
            .Require(StratResult.Success).Json;
        Assert.Equal(("obeyed", "1500.5"), (set.GetProperty("outcome").GetString(), set.GetProperty("new").GetString()));
        Assert.Contains("1500.5", Ask("limits", "show").Require(StratResult.Success).Output, StringComparison.Ordinal);
        JsonElement change = Ask("limits", "history").Require(StratResult.Success).Json.GetProperty("changes")
            .EnumerateArray().Single(one => one.GetProperty("scope").GetString() == "account:house");
        Assert.Equal("risk", change.GetProperty("who").GetString());
        Assert.Equal(2, Strat.Run("limits", "history").ExitCode);
        Assert.Contains("'maxNotional'", Ask(
            "limits", "set", "--scope", "firm", "--name", "maxNotionl", "--value", "1", "--reason", "x")
            .RequireRefused().Error, StringComparison.Ordinal);
    }

    [Fact]
    public void A_parameter_is_set_and_a_slot_stopped_and_started()
    {
        JsonElement set = Ask("parameters", "set", "--slot", "ladder", "--name", "levels", "--value", "9", "--reason", "less")
            .Require(StratResult.Success).Json;
        Assert.Equal("9", set.GetProperty("new").GetString());
        JsonElement[] shown = [.. Ask("parameters", "show", "--slot", "ladder").Require(StratResult.Success).Json.EnumerateArray()];
        Assert.Equal(["instrument", "levels", "quoteSize", "stepTicks"], shown.Select(one => one.GetProperty("name").GetString()));
        Assert.Equal(
            ("9", "12", "1", "32", "operator", "less"),
            (shown[1].GetProperty("value").GetString(), shown[1].GetProperty("default").GetString(),
                shown[1].GetProperty("min").GetString(), shown[1].GetProperty("max").GetString(),
                shown[1].GetProperty("who").GetString(), shown[1].GetProperty("reason").GetString()));
        Assert.Equal(
            ("5", "5", "", 0), (shown[3].GetProperty("value").GetString(), shown[3].GetProperty("default").GetString(),
                shown[3].GetProperty("who").GetString(), shown[3].GetProperty("sinceNs").GetInt64()));
        string table = Strat.Run("parameters", "show", "--slot", "ladder", "--cell", running.Cell.ConfigFile)
            .Require(StratResult.Success).Output;
        Assert.Matches(@"levels +│ 9 +│ 12 +│ 1 to 32 +│ orders +│ operator +│ 2012-06-21 13:30:\d\d ", table);
        Assert.Contains("the slot is empty", Ask("parameters", "show", "--slot", "spare").Error, StringComparison.Ordinal);
        Assert.Contains("levels", Ask("parameters", "history").Require(StratResult.Success).Output, StringComparison.Ordinal);
        Ask("stop", "--slot", "ladder").Require(StratResult.Success);
        StratResult again = Ask("stop", "--slot", "ladder");
        Assert.Equal(1, again.ExitCode);
        Assert.Contains("state does not allow", again.Error, StringComparison.Ordinal);
        Ask("start", "--slot", "ladder", "--reason", "go on").Require(StratResult.Success);
    }

    [Fact]
    public void A_slot_or_an_account_is_flattened_and_the_status_says_how_it_ended()
    {
        JsonElement answer = Ask("flatten", "--slot", "ladder", "--ticks", "0", "--reason", "odd").Require(StratResult.Success).Json;
        Assert.Equal("obeyed", answer.GetProperty("outcome").GetString());
        Assert.Equal("flat", Assert.Single(answer.GetProperty("flattened").EnumerateArray()).GetProperty("status").GetString());
        string words = Strat.Run("flatten", "--account", "house", "--reason", "odd", "--cell", running.Cell.ConfigFile)
            .Require(StratResult.Success).Error;
        Assert.Contains("slot ladder is flat (positions: 0, working orders: 0) (input ", words, StringComparison.Ordinal);
        string view = Strat.Run("status", "--cell", running.Cell.ConfigFile).Require(StratResult.Success).Output;
        Assert.Contains("stopped, flat", view, StringComparison.Ordinal);
        Assert.Contains("ladder, spare", Ask("flatten", "--slot", "leader", "--reason", "x").RequireRefused().Error, StringComparison.Ordinal);
        Assert.Contains(
            "house, tests", Ask("flatten", "--account", "mouse", "--reason", "x").RequireRefused().Error, StringComparison.Ordinal);
        Ask("start", "--slot", "ladder", "--reason", "go on").Require(StratResult.Success);
    }

    [Fact]
    public void A_slot_is_quarantined_with_a_look_beforehand_and_a_version_starts_fresh_in_it()
    {
        string hash = running.Cell.Add(Packages.LadderV2).ToString();
        using FakeFollower follower = new(running.Cell, _ => "", verdict => verdict with { StateBytes = 24, Sequence = 17 });
        string table = Strat.Run("quarantine", "--slot", "ladder", "--preview", "--cell", running.Cell.ConfigFile)
            .Require(StratResult.Success).Output;
        Assert.Matches(@"ladder, running +│ Strategies.Samples.Ladder 0.1.0 +│ 24 bytes, behind input 17 +│ 0 +│ none ", table);
        JsonElement loss = Ask("deploy", hash, "--slot", "ladder", "--state", "fresh", "--preview").Require(StratResult.Success).Json;
        Assert.Equal((24, "running"), (loss.GetProperty("stateBytes").GetInt32(), loss.GetProperty("state").GetString()));

        Assert.Contains(
            "slot ladder is quarantined; no order worked; positions, kept: none (input ",
            Strat.Run("quarantine", "--slot", "ladder", "--reason", "odd", "--cell", running.Cell.ConfigFile)
                .Require(StratResult.Success).Error,
            StringComparison.Ordinal);
        StratResult again = Ask("quarantine", "--slot", "ladder", "--reason", "odd");
        Assert.Equal(1, again.ExitCode);
        Assert.Contains("the slot is quarantined already", again.Error, StringComparison.Ordinal);
        Assert.Contains(
            "ladder, spare", Ask("quarantine", "--slot", "leader", "--reason", "x").RequireRefused().Error, StringComparison.Ordinal);

        string words = Strat.Run(
            "deploy", hash, "--slot", "ladder", "--state", "fresh", "--reason", "anew", "--cell", running.Cell.ConfigFile)
            .Require(StratResult.Success).Error;
        Assert.Contains("without the state of the one before", words, StringComparison.Ordinal);
        JsonElement back = Ask("rollback", "--slot", "ladder", "--state", "fresh", "--reason", "back").Require(StratResult.Success).Json;
        Assert.Equal(
            (running.Ladder.ToString(), true), (back.GetProperty("packageHash").GetString(), back.GetProperty("fresh").GetBoolean()));
    }

    [Theory]
    [InlineData("--reason", "quarantine", "--slot", "a")]
    [InlineData("--slot", "quarantine", "--reason", "x")]
    [InlineData("'a b' cannot name a slot", "quarantine", "--slot", "a b", "--reason", "x")]
    [InlineData("--reason", "deploy", "abcd", "--slot", "a")]
    [InlineData("--reason", "rollback", "--slot", "a")]
    [InlineData("frsh", "deploy", "abcd", "--slot", "a", "--reason", "x", "--state", "frsh")]
    [InlineData("with --state carry nothing is", "deploy", "abcd", "--slot", "a", "--preview")]
    public void What_is_not_said_whole_is_a_wrong_command_line(string problem, params string[] words)
    {
        StratResult result = Ask(words);
        Assert.Equal(2, result.ExitCode);
        Assert.Contains(problem, result.Error, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("one of them", "--reason", "x")]
    [InlineData("one of them", "--reason", "x", "--slot", "a", "--account", "b")]
    [InlineData("--reason", "--slot", "a")]
    [InlineData("0 to 1000", "--slot", "a", "--reason", "x", "--ticks", "1001")]
    [InlineData("cannot name an account", "--account", "a b", "--reason", "x")]
    public void A_flattening_that_is_not_said_whole_is_a_wrong_command_line(string problem, params string[] words)
    {
        StratResult result = Ask(["flatten", .. words]);
        Assert.Equal(2, result.ExitCode);
        Assert.Contains(problem, result.Error, StringComparison.Ordinal);
    }

    [Fact]
    public void Tokens_are_made_listed_used_and_revoked()
    {
        string token = Ask("token", "add", "anna", "--role", "viewer", "--expires-in", "8h")
            .Require(StratResult.Success).Json.GetProperty("token").GetString()!;
        AskAs(token, "limits", "show").Require(StratResult.Success);
        StratResult denied = AskAs(token, "kill", "--scope", "strategy:spare", "--reason", "x").RequireRefused();
        Assert.Contains("'anna' has the role viewer; risk or admin is needed", denied.Error, StringComparison.Ordinal);
        Assert.Contains("anna", Ask("token", "list").Output, StringComparison.Ordinal);
        Ask("token", "revoke", "anna").Require(StratResult.Success);
        Assert.Contains("not known", AskAs(token, "limits", "show").RequireRefused().Error, StringComparison.Ordinal);
        string brief = Ask("token", "add", "brief", "--role", "viewer", "--expires-in", "1s").Json.GetProperty("token").GetString()!;
        Patience.Until("the end of a token", () => AskAs(brief, "limits", "show").ExitCode != StratResult.Success);
        Assert.Contains("expired at", AskAs(brief, "limits", "show").RequireRefused().Error, StringComparison.Ordinal);
        Assert.Equal(2, Ask("token", "add", "x", "--role", "boss").ExitCode);
        Assert.Equal(2, Ask("token", "add", "x", "--role", "risk", "--expires-in", "soon").ExitCode);
        StratResult tooLong = Ask("token", "add", "x", "--role", "risk", "--expires-in", "2147483647d");
        Assert.Equal(2, tooLong.ExitCode);
        Assert.Contains("ten years", tooLong.Error, StringComparison.Ordinal);
    }

    [Fact]
    public void An_edge_that_is_killed_comes_back_with_the_next_sequence_and_a_kill_needs_none()
    {
        using CellFlags flags = CellFlags.Open(running.Cell.Regions.Flags);
        Ask("kill", "--scope", "account:tests", "--reason", "one").Require(StratResult.Success);
        ulong before = running.Core.LastCommand;
        running.Edge.Kill();

        StratResult silent = Ask("limits", "show").RequireRefused();
        Assert.Contains("does not answer", silent.Error, StringComparison.Ordinal);
        Assert.Contains("strat up", silent.Error, StringComparison.Ordinal);
        Ask("kill", "--scope", "account:tests", "--reason", "two").RequireRefused();
        StratResult killed = Ask("kill", "--reason", "now").Require(StratResult.Success);
        Assert.Equal("flagRaised", killed.Json.GetProperty("outcome").GetString());
        Assert.Contains("does not answer", killed.Error, StringComparison.Ordinal);
        Assert.True(flags.IsKilled);
        Assert.Equal(before, running.Core.LastCommand);

        running.Edge = EdgeChild.Start(running.Cell);
        Ask("release", "--scope", "account:tests", "--reason", "three").Require(StratResult.Success);
        Ask("release", "--reason", "over").Require(StratResult.Success);
        Assert.False(flags.IsKilled);
        Assert.Equal(before + 2, running.Core.LastCommand);
    }

    [Fact]
    public void A_port_in_use_is_a_message_and_no_stack_trace()
    {
        using TcpListener other = new(IPAddress.Loopback, 0);
        other.Start();
        using TestCell cell = new(((IPEndPoint)other.LocalEndpoint).Port);
        StratResult refused = Strat.RunProcess("edge", "--cell", cell.ConfigFile);
        Assert.Equal(3, refused.ExitCode);
        Assert.Contains("the port is in use", refused.Error, StringComparison.Ordinal);
        Assert.Contains("edge.port", refused.Error, StringComparison.Ordinal);
        Assert.DoesNotContain("   at ", refused.Error, StringComparison.Ordinal);
    }

    [Fact]
    public void A_cell_and_a_reason_must_be_given()
    {
        Assert.Equal(2, Strat.Run("deploy", "abcd", "--slot", "ladder", "--reason", "x").ExitCode);
        Assert.Equal(2, Ask("deploy", "abcd", "--slot", "ladder").ExitCode);
        Strat.RunWith(
            new Dictionary<string, string> { ["STRATEGIES_CELL"] = running.Cell.ConfigFile }, "limits", "show", "--json")
            .Require(StratResult.Success);
    }

    public sealed class RunningCell : IDisposable
    {
        public RunningCell()
        {
            Cell = new TestCell();
            Ladder = Cell.Add(TestCell.Ladder);
            Core = new FakeCore(Cell, Ladder);
            Edge = EdgeChild.Start(Cell);
        }

        internal TestCell Cell { get; }

        internal Hash256 Ladder { get; }

        internal FakeCore Core { get; }

        internal EdgeChild Edge { get; set; }

        public void Dispose()
        {
            Edge.Dispose();
            Core.Dispose();
            Cell.Dispose();
        }
    }
}
