using System.Text.Json;
using Strategies.Backtest.Tests.Support;
using Strategies.Plans;
using Strategies.Plugins.Parameters;
using Strategies.Records;
using Strategies.Risk;
using Strategies.Sdk;
using Strategies.Session.Results;

namespace Strategies.Backtest.Tests;

/// <summary>Limits and parameters that a plan changes during the day.</summary>
public sealed class LimitChangeTests : IDisposable
{
    private const int Rows = 6_000;
    private static readonly SlotPlan Ladder = new() { Name = "ladder", Strategy = Packages.Ladder };

    private readonly TestSession _session = new();

    public void Dispose() => _session.Dispose();

    private static ActionPlan Limit(long atEvent, string scope, string name, object value, string instrument = "") =>
        new()
        {
            AtEvent = atEvent,
            Action = PlanActionKind.Limit,
            Scope = scope,
            Name = name,
            Instrument = instrument,
            Value = JsonSerializer.SerializeToElement(value),
            Who = "risk desk",
            Reason = "a drill",
        };

    private SessionResult Play(params ActionPlan[] actions) =>
        _session.Play(_session.ShortPlan(Rows, 500, Ladder) with { Actions = actions });

    [Fact]
    public void A_limit_tightened_refuses_orders_until_it_is_loosened_and_the_replay_is_equal()
    {
        SessionResult result = Play(
            Limit(2_000, "strategy:ladder", "maxNotional", "1.50"),
            Limit(4_000, "strategy:ladder", "maxNotional", 2_000_000));
        List<JournalRecord> changes = [.. JournalRecord.Inputs(result.JournalDir).Where(input =>
            input.Type == RecordType.LimitSet)];
        Assert.Equal(2, changes.Count);
        LimitSetPayload first = changes[0].Payload<LimitSetPayload>();
        Assert.Equal((RiskControl.MaxNotional, RiskScope.Strategy, 1, 150_000_000L),
            (first.Control, first.Scope, first.ScopeId, first.Value));
        Assert.Equal(("risk desk", "a drill"), (first.Who.ToString(), first.Reason.ToString()));
        List<JournalRecord> outputs = JournalRecord.Outputs(result.JournalDir);
        List<JournalRecord> refused = [.. outputs.Where(output => output.Type == RecordType.OrderRejected
            && output.Payload<RejectPayload>().Reason == RejectReason.MaxNotional)];
        Assert.NotEmpty(refused);
        Assert.All(refused, reject => Assert.InRange(reject.Sequence, changes[0].Sequence, changes[1].Sequence));
        Assert.DoesNotContain(outputs, output => output.Type == RecordType.NewOrderSingle
            && output.Sequence > changes[0].Sequence && output.Sequence < changes[1].Sequence);
        Assert.Contains(outputs, output =>
            output.Type == RecordType.NewOrderSingle && output.Sequence > changes[1].Sequence);
        LimitChangedPayload[] told = [.. outputs.Where(output => output.Type == RecordType.LimitChanged)
            .Select(output => output.Payload<LimitChangedPayload>())];
        Assert.Equal([(0, 0L), (1, 150_000_000L)], told.Select(change => ((int)change.HadOld, change.OldValue)));
        TestSession.RequireEqualReplay(result);
    }

    [Theory]
    [InlineData("strategy:nobody", "maxPosition", "5", "", "scope 'strategy:nobody' is not known")]
    [InlineData("desk", "maxPosition", "5", "", "scope 'desk' is not known")]
    [InlineData("firm", "maxPositions", "5", "", "there is no limit 'maxPositions'")]
    [InlineData("firm", "maxPosition", "many", "", "limit 'maxPosition' is 'many'")]
    [InlineData("firm", "maxPosition", "1.5", "", "limit 'maxPosition' is not a whole number")]
    [InlineData("firm", "maxPosition", "-1", "", "limit 'maxPosition' is negative")]
    [InlineData("firm", "maxPosition", "5", "NOWHERE", "there is no instrument 'NOWHERE'")]
    [InlineData("order", "messagesPerSecond", "5", "", "messagesPerSecond cannot be set per order or instrument")]
    [InlineData("firm", "messagesPerSecond", "10001", "", "is more than the gate can count")]
    public void A_change_that_the_engine_would_refuse_ends_the_session_before_it_begins(
        string scope, string name, string value, string instrument, string problem)
    {
        PlanException exception = Assert.Throws<PlanException>(() => Play(Limit(5, scope, name, value, instrument)));
        Assert.Contains("action 'Limit' at event 5: ", exception.Problem);
        Assert.Contains(problem, exception.Problem);
        Assert.NotEmpty(exception.Hint);
    }

    [Fact]
    public void A_parameter_that_is_changed_is_told_with_its_type_and_the_value_before()
    {
        SlotPlan slot = Ladder with
        {
            Parameters = new Dictionary<string, JsonElement> { ["levels"] = JsonSerializer.SerializeToElement(5) },
        };
        SessionResult result = _session.Play(_session.ShortPlan(Rows, 500, slot) with
        {
            Actions =
            [
                new ActionPlan { AtEvent = 2_000, Action = PlanActionKind.Parameter, Slot = "ladder", Name = "levels",
                    Value = JsonSerializer.SerializeToElement(7), Who = "trader", Reason = "more" },
            ],
        });
        ParameterChangedPayload[] told = [.. JournalRecord.Outputs(result.JournalDir)
            .Where(output => output.Type == RecordType.ParameterChanged)
            .Select(output => output.Payload<ParameterChangedPayload>())];
        Assert.Equal(2, told.Length);
        Assert.Equal((1, 5L, 7L), (told[1].HadOld, told[1].OldBits, told[1].NewBits));
        Assert.Equal(("levels", "trader", "more"),
            (told[1].Name.ToString(), told[1].Who.ToString(), told[1].Reason.ToString()));
        Assert.NotEqual(ParameterType.Unknown, told[1].Type);
        TestSession.RequireEqualReplay(result);
    }

    [Fact]
    public void Types_of_parameters_have_the_same_numbers_in_records_as_in_packages() => Assert.Equal(
        Enum.GetValues<ParameterKind>().Select(kind => (kind.ToString(), (int)kind)),
        Enum.GetValues<ParameterType>().Skip(1).Select(type => (type.ToString(), (int)type)));
}
