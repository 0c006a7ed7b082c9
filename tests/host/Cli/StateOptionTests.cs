using System.Text.Json;
using Strategies.Backtest.Tests.Support;
using Strategies.Cli.Tests.Support;
using Strategies.Plans;

namespace Strategies.Cli.Tests;

/// <summary>A strategy whose Save forgets a field is found by every command that verifies, though each order is proved.</summary>
public sealed class StateOptionTests : IDisposable
{
    private readonly SmallSession _session = new();

    public void Dispose() => _session.Dispose();

    [Fact]
    public void A_backtest_that_is_verified_ends_with_1_and_names_slot_version_records_and_byte()
    {
        WriteForgetful(forgets: 1);
        StratResult found = _session.Play("--verify-replay", "--state-seed", "7").Require(StratResult.Difference);
        Assert.True(found.Json.GetProperty("replayDigestMatch").GetBoolean());
        Assert.False(found.Json.GetProperty("restoredStatesMatch").GetBoolean());
        Assert.Equal(7, found.Json.GetProperty("stateSeed").GetInt32());
        RequireNamed(found);
    }

    [Fact]
    public void A_replay_and_a_recovery_of_the_journal_find_the_same_with_the_same_seed()
    {
        WriteForgetful(forgets: 1);
        StratResult played = _session.Play().Require(StratResult.Success);
        Assert.Equal(JsonValueKind.Null, played.Json.GetProperty("restoredStatesMatch").ValueKind);
        StratResult replayed = Strat.Run("replay", _session.JournalDir, "--state-seed", "7", "--json").Require(StratResult.Difference);
        Assert.True(replayed.Json.GetProperty("match").GetBoolean());
        RequireNamed(replayed);
        StratResult recovered = Strat.Run("recover", _session.JournalDir, "--verify", "--state-seed", "7", "--json")
            .Require(StratResult.Difference);
        Assert.True(recovered.Json.GetProperty("equal").GetBoolean());
        RequireNamed(recovered);
        Assert.Equal(Difference(replayed).GetRawText(), Difference(recovered).GetRawText());
        Strat.Run("replay", _session.JournalDir, "--state-points", "0").Require(StratResult.Success);
    }

    [Fact]
    public void A_strategy_that_saves_all_of_its_state_passes_and_the_seed_is_said()
    {
        WriteForgetful(forgets: 0);
        StratResult played = _session.Play("--verify-replay").Require(StratResult.Success);
        Assert.True(played.Json.GetProperty("restoredStatesMatch").GetBoolean());
        StratResult replayed = Strat.Run("replay", _session.JournalDir, "--state-points", "3", "--state-seed", "11")
            .Require(StratResult.Success);
        Assert.Contains("equal (restored 3 times, seed 11)", replayed.Output);
    }

    [Fact]
    public void Points_that_are_too_many_or_negative_are_refused()
    {
        Assert.Contains(
            "--state-points takes 0 to 1000", Strat.Run("replay", "x", "--state-points", "1001").Require(StratResult.Usage).Error);
        Strat.Run("recover", "x", "--state-points", "-1").Require(StratResult.Usage);
    }

    private static JsonElement Difference(StratResult result) => result.Json.GetProperty("states").GetProperty("difference");

    private static void RequireNamed(StratResult result)
    {
        Assert.Contains("difference: slot 'ladder', version ", result.Error);
        Assert.Matches("behind record [0-9]+, restored behind record [0-9]+, the state that it saves differs from byte 8 of 25 on", result.Error);
        Assert.Contains("Save or Restore of the strategy forgets something, most likely _", result.Error);
        Assert.Contains("(--state-seed 7 shows it again)", result.Error);
    }

    private void WriteForgetful(int forgets) => _session.WritePlan(_session.Plan with
    {
        Slots =
        [
            _session.Plan.Slots[0] with
            {
                Strategy = Packages.Forgetful,
                Parameters = new Dictionary<string, JsonElement> { ["forgets"] = JsonSerializer.SerializeToElement(forgets) },
            },
        ],
    });
}
