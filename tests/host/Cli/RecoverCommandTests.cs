using System.Text.Json;
using System.Text.RegularExpressions;
using Strategies.Cli.Tests.Support;
using Strategies.Journal;

namespace Strategies.Cli.Tests;

/// <summary><c>strat recover</c> as a person runs it.</summary>
public sealed class RecoverCommandTests : IDisposable
{
    private readonly SmallSession _session = new(2_000);

    public void Dispose() => _session.Dispose();

    [Fact]
    public void Every_start_gives_the_same_state_and_a_recovery_says_from_where_it_came()
    {
        _session.Play("--snapshot-every", "500").Require(StratResult.Success);
        JsonElement verified = Strat.Run("recover", _session.JournalDir, "--verify", "--json")
            .Require(StratResult.Success).Json;
        Assert.True(verified.GetProperty("equal").GetBoolean());
        Assert.True(verified.GetProperty("starts").GetArrayLength() > 2);
        JsonElement recovered = Strat.Run("recover", _session.JournalDir, "--json").Require(StratResult.Success).Json;
        Assert.StartsWith("1-", recovered.GetProperty("from").GetString());
        Assert.Equal(
            verified.GetProperty("stateHash").GetString(), recovered.GetProperty("stateHash").GetString());
        Assert.Equal("ladder", recovered.GetProperty("slots")[0].GetProperty("name").GetString());
        Assert.Contains(
            "engine is back",
            Strat.Run("recover", _session.JournalDir, "--from", "genesis").Require(StratResult.Success).Error);
    }

    [Fact]
    public void In_the_middle_of_the_day_there_are_open_orders()
    {
        JsonElement played = _session.Play().Require(StratResult.Success).Json;
        long middle = played.GetProperty("inputs").GetInt64() / 2;
        JsonElement recovered = Strat.Run("recover", _session.JournalDir, "--to", $"{middle}", "--json")
            .Require(StratResult.Success).Json;
        Assert.Equal(middle, recovered.GetProperty("lastSequence").GetInt64());
        Assert.True(recovered.GetProperty("slots")[0].GetProperty("openOrders").GetArrayLength() >= 20);
    }

    [Fact]
    public void On_80_columns_the_open_orders_and_the_replay_are_shown_with_every_number_whole()
    {
        JsonElement played = _session.Play().Require(StratResult.Success).Json;
        long middle = played.GetProperty("inputs").GetInt64() / 2;
        foreach (string[] command in (string[][])
            [["recover", _session.JournalDir, "--to", $"{middle}"], ["replay", _session.JournalDir, "--state-seed", "1234567890"]])
        {
            string narrow = On(80, command);
            Assert.All(narrow.Split('\n'), line => Assert.True(line.TrimEnd().Length <= 80, narrow));
            Assert.Equal(NumbersIn(On(400, command)), NumbersIn(narrow));
        }
    }

    private static string On(int columns, string[] command) => Strat.RunWith(
        new Dictionary<string, string> { ["COLUMNS"] = $"{columns}" }, command).Require(StratResult.Success).Output;

    private static IEnumerable<string> NumbersIn(string text) =>
        Regex.Matches(text, "[0-9][0-9,.-]*").Select(match => match.Value).Order(StringComparer.Ordinal);

    [Fact]
    public void A_snapshot_of_another_journal_is_named_and_not_used()
    {
        _session.Play("--snapshot-every", "500").Require(StratResult.Success);
        using SmallSession other = new(2_000);
        other.Play("--snapshot-every", "500").Require(StratResult.Success);
        string own = new JournalLayout(_session.JournalDir).SnapshotFolder;
        string foreign = new JournalLayout(other.JournalDir).SnapshotFolder;
        foreach (string file in Directory.GetFiles(foreign))
        {
            File.Copy(file, Path.Combine(own, Path.GetFileName(file)), overwrite: true);
        }

        StratResult recovered = Strat.Run("recover", _session.JournalDir, "--json").Require(StratResult.Success);
        Assert.Equal("genesis", recovered.Json.GetProperty("from").GetString());
        Assert.Contains("the snapshot is of journal", recovered.Error);
        string name = Path.GetFileName(Directory.GetFiles(own)[0]);
        Strat.Run("recover", _session.JournalDir, "--from", name, "--json").RequireRefused("the snapshot is of journal");
    }

    [Fact]
    public void A_journal_that_another_process_writes_is_not_touched()
    {
        _session.Play().Require(StratResult.Success);
        using JournalWriter writer = JournalWriter.Open(
            _session.JournalDir, new JournalOptions { Cell = 1, Epoch = 1, Environment = EnvironmentInfo.Capture("engine", [], []) });
        Strat.Run("recover", _session.JournalDir, "--json").RequireRefused($"process {Environment.ProcessId}");
    }

    [Fact]
    public void A_folder_that_is_not_there_and_a_snapshot_that_is_not_there()
    {
        Strat.Run("recover", _session.PathOf("nothing"), "--json").RequireRefused("no such folder");
        _session.Play().Require(StratResult.Success);
        Strat.Run("recover", _session.JournalDir, "--from", "0000000001-00000000000000000009.snap", "--json")
            .RequireRefused("0000000001-00000000000000000009.snap");
    }
}
