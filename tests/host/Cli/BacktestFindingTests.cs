using System.Text.Json;
using Strategies.Cli.Tests.Support;
using Strategies.Plans;

namespace Strategies.Cli.Tests;

/// <summary>What did not go as the plan has it is said first, and in the exit code.</summary>
public sealed class BacktestFindingTests : IDisposable
{
    /// <summary>Behind the warm-up, which refuses what throws in it.</summary>
    private const int Late = 4_100;

    private readonly SmallSession _session = new(rows: 6_000);

    public void Dispose() => _session.Dispose();

    private void WritePlanOf(string onStart, string onBook) => _session.WritePlanWith(PluginTestCompiler.Compile(
        _session.PathOf("own"), "Own", OwnStrategy.Source("Demo", onStart, onBook), sourceName: "/somewhere/Own.cs"));

    private static JsonElement Finding(StratResult result) =>
        Assert.Single(result.Json.GetProperty("findings").EnumerateArray());

    [Fact]
    public void A_day_as_planned_has_no_finding_and_exits_with_0() =>
        Assert.Empty(_session.Play().Require(StratResult.Success).Json.GetProperty("findings").EnumerateArray());

    [Fact]
    public void A_quarantine_is_named_with_method_line_and_record_and_has_an_exit_code_of_its_own()
    {
        WritePlanOf("Context.Subscribe(new InstrumentId(1));", $"if (_books == {Late}) throw new InvalidOperationException(\"too late\");");
        StratResult result = _session.Play().Require(StratResult.NotAsPlanned);
        JsonElement finding = Finding(result);
        Assert.Equal("Quarantine", finding.GetProperty("kind").GetString());
        Assert.Equal("ladder", finding.GetProperty("slot").GetString());
        Assert.Equal("OnBook threw InvalidOperationException: too late", finding.GetProperty("text").GetString());
        Assert.Equal("Demo.Own.OnBook", finding.GetProperty("method").GetString());
        Assert.Equal(("Own.cs", 11), (finding.GetProperty("file").GetString(), finding.GetProperty("line").GetInt32()));
        ulong record = finding.GetProperty("atSequence").GetUInt64();
        Assert.InRange(record, (ulong)Late, result.Json.GetProperty("inputs").GetUInt64());
        StratResult shown = Strat.Run("backtest", _session.PlanFile).Require(StratResult.NotAsPlanned);
        string[] lines = shown.Output.Split('\n');
        Assert.Equal("not as planned:", lines[0]);
        Assert.StartsWith("- slot 'ladder' was quarantined at record ", lines[1]);
        Assert.Equal("  in Demo.Own.OnBook, Own.cs:11", lines[2].TrimEnd());
    }

    [Fact]
    public void A_strategy_that_never_subscribes_is_named()
    {
        WritePlanOf("", "");
        JsonElement finding = Finding(_session.Play().Require(StratResult.NotAsPlanned));
        Assert.Equal(
            ("NeverSubscribed", "ladder"), (finding.GetProperty("kind").GetString(), finding.GetProperty("slot").GetString()));
        Assert.Contains("never subscribed", finding.GetProperty("text").GetString());
    }

    [Fact]
    public void An_action_that_never_came_due_is_named()
    {
        _session.WritePlan(_session.Plan with
        {
            Actions = [new ActionPlan { AtEvent = 1_000_000, Action = PlanActionKind.Stop, Slot = "ladder" }],
        });
        JsonElement finding = Finding(_session.Play().Require(StratResult.NotAsPlanned));
        Assert.Equal("ActionNotRun", finding.GetProperty("kind").GetString());
        Assert.Equal("stop at event 1000000 never came due", finding.GetProperty("text").GetString());
    }

    [Fact]
    public void The_same_overrun_again_and_again_is_one_row_with_a_count()
    {
        WritePlanOf("Context.Subscribe(new InstrumentId(1));", $"if (_books >= {Late}) GC.KeepAlive(new byte[1000]);");
        JsonElement json = _session.Play().Require(StratResult.Success).Json;
        JsonElement overrun = Assert.Single(json.GetProperty("overruns").EnumerateArray());
        Assert.Equal("OnBook", overrun.GetProperty("call").GetString());
        Assert.InRange(overrun.GetProperty("count").GetInt64(), 2, 6_000 - Late + 1);
    }

    [Theory]
    [InlineData(10, "in the warm-up on recorded packets")]
    [InlineData(Late, "at record ")]
    public void A_callback_that_never_returns_ends_the_backtest_with_its_name(int book, string place)
    {
        WritePlanOf("Context.Subscribe(new InstrumentId(1));", $"while (_books == {book}) {{ }}");
        StratResult result = _session.Play("--callback-limit", "1s").Require(StratResult.NotAsPlanned);
        Assert.Contains($"error: slot 'ladder': OnBook {place}", result.Error);
        Assert.Contains("did not return within 1 s", result.Error);
        JsonElement answer = result.Json.GetProperty("answer");
        Assert.Equal(
            ("ladder", "OnBook"), (answer.GetProperty("slot").GetString(), answer.GetProperty("callback").GetString()));
        Assert.Equal(book == Late, answer.GetProperty("atSequence").GetUInt64() > 0);
    }

    [Fact]
    public void What_throws_in_the_warm_up_is_refused_with_method_and_line()
    {
        WritePlanOf("Context.Subscribe(new InstrumentId(1));", "if (_books == 9) throw new InvalidOperationException(\"early\");");
        _session.Play().RequireRefused("OnBook threw InvalidOperationException: early", "(in Demo.Own.OnBook, Own.cs:11)");
    }
}
