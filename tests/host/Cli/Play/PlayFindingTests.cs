using System.Text.Json;
using Strategies.Backtest.Tests.Support;
using Strategies.Cell.Config;
using Strategies.Cli.Tests.Support;
using Strategies.Plans;

namespace Strategies.Cli.Tests.Play;

/// <summary>A day on the processes of a cell says what did not go as planned as a backtest does: first, and in its exit code.</summary>
public sealed class PlayFindingTests : IDisposable
{
    /// <summary>Behind the warm-up, which refuses what throws in it.</summary>
    private const int Late = 4_100;

    private readonly SmallSession _session = new(rows: 6_000);
    private readonly ClaimedNumber _number = FreeNumbers.Cell();
    private readonly ClaimedNumber _port = FreeNumbers.Port();
    private readonly string _memory = Path.Combine("/dev/shm", $"strategies-play-{Guid.NewGuid():N}");

    public void Dispose()
    {
        Directory.Delete(_memory, recursive: true);
        _session.Dispose();
        _port.Dispose();
        _number.Dispose();
    }

    [Fact]
    public void A_quarantine_a_strategy_without_a_subscription_and_actions_that_did_not_run_come_first_and_exit_with_4()
    {
        WritePlan(
            [
                new ActionPlan { AtEvent = 500, Action = PlanActionKind.Rollback, Slot = "ladder", Reason = "nothing to go back to" },
                new ActionPlan { AtEvent = 1_000_000, Action = PlanActionKind.Stop, Slot = "ladder", Reason = "after the end" },
            ],
            Own("throwing", "Context.Subscribe(new InstrumentId(1));", $"if (_books == {Late}) throw new InvalidOperationException(\"too late\");"),
            Own("silent", "", ""));
        StratResult played = Play("--json").Require(StratResult.NotAsPlanned);
        JsonElement[] findings = [.. played.Json.GetProperty("findings").EnumerateArray()];
        Assert.Equal(
            [("Quarantine", "throwing"), ("NeverSubscribed", "silent"), ("ActionNotRun", "ladder"), ("ActionNotRun", "ladder")],
            findings.Select(finding => (finding.GetProperty("kind").GetString()!, finding.GetProperty("slot").GetString()!)));
        Assert.Equal("OnBook threw InvalidOperationException: too late", findings[0].GetProperty("text").GetString());
        Assert.InRange(findings[0].GetProperty("atSequence").GetUInt64(), (ulong)Late, played.Json.GetProperty("inputs").GetUInt64());
        Assert.Equal("throwing.Own.OnBook", findings[0].GetProperty("method").GetString());
        Assert.Equal(11, findings[0].GetProperty("line").GetInt32());
        Assert.StartsWith("rollback at event 500 was refused: ", findings[2].GetProperty("text").GetString());
        Assert.Equal("stop at event 1000000 never came due", findings[3].GetProperty("text").GetString());
        Assert.Equal(2, played.Json.GetProperty("actionsNotRun").GetInt32());
        Assert.True(played.Json.GetProperty("replayDigestMatch").GetBoolean());
        Assert.True(played.Json.GetProperty("restoredStatesMatch").GetBoolean());
    }

    [Fact]
    public void What_went_wrong_is_shown_first_and_what_is_not_known_is_said_so()
    {
        WritePlan([], Own("silent", "", ""));
        string[] lines = Play().Require(StratResult.NotAsPlanned).Output.Split('\n');
        Assert.Equal("not as planned:", lines[0]);
        Assert.StartsWith("- slot 'silent' never subscribed", lines[1]);
        Assert.Contains(lines, line => line.Contains("contexts of strategies collected", StringComparison.Ordinal)
            && line.Contains("not known", StringComparison.Ordinal));
    }

    [Fact]
    public void A_day_as_planned_has_no_finding_and_exits_with_0()
    {
        WritePlan([]);
        Assert.Empty(Play("--json").Require(StratResult.Success).Json.GetProperty("findings").EnumerateArray());
    }

    private StratResult Play(params string[] more) => Strat.Run(["play", _session.PathOf("cell.json"), .. more]);

    private SlotPlan Own(string name, string onStart, string onBook) => new()
    {
        Name = name,
        Strategy = PluginTestCompiler.Compile(
            _session.PathOf(name),
            name,
            OwnStrategy.Source(name, onStart, onBook),
            sourceName: $"/somewhere/{name}.cs"),
    };

    private void WritePlan(ActionPlan[] actions, params SlotPlan[] more)
    {
        Directory.CreateDirectory(_memory);
        _session.WritePlan(_session.Plan with
        {
            Cell = _number.Value,
            Slots = [_session.Plan.Slots[0], .. more],
            Actions = actions,
        });
        File.WriteAllBytes(_session.PathOf("cell.json"), CellConfigFile.Write(new CellConfig
        {
            Version = 1,
            Plan = "plan.json",
            Folder = "cell",
            Memory = _memory,
            Speed = 10,
            Core = new CoreSettings { SegmentMiB = 4, LockMemory = false, WatchdogMs = 30_000 },
            Edge = new EdgeSettings { Port = _port.Value },
        }));
    }
}
