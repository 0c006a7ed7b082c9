using System.Text.Json;
using Strategies.Risk.Files;
using Strategies.Risk.Naming;

namespace Strategies.Plans;

/// <summary>What the scopes and limits of a plan's actions must obey, as far as that shows before the feeds are read.</summary>
internal static class ActionRules
{
    /// <exception cref="ConfigException">A rule is broken.</exception>
    internal static void Check(ActionPlan action, string key, SessionPlan plan, PlanPlaces places)
    {
        string where = $"action '{action.Action}' at event {action.AtEvent}";
        bool isGood = ScopeName.IsGood(action.Scope, out string problem, out string hint);
        places.Require(isGood, key + ".scope", $"{where}: {problem}", hint);
        isGood = action.Instrument.Length == 0
            || ScopeName.IsGoodInstrument(action.Instrument, out problem, out hint);
        places.Require(isGood, key + ".instrument", $"{where}: {problem}", hint);
        if (action.Action == PlanActionKind.Limit)
        {
            CheckLimit(action, key, where, plan, places);
        }
        else if (action.Action is PlanActionKind.Kill or PlanActionKind.Release
            && !action.Scope.StartsWith("instrument:", StringComparison.Ordinal))
        {
            isGood = action.Scope != "order" && LimitText.TryParseScope(action.Scope, NamesOf(plan), out _, out _, out _);
            places.Require(
                isGood,
                key + ".scope",
                $"{where}: scope '{action.Scope}' is not known",
                "scope is firm, account:NAME, strategy:SLOT or instrument:SYMBOL, with a name of this plan");
        }
    }

    private static void CheckLimit(ActionPlan action, string key, string where, SessionPlan plan, PlanPlaces places)
    {
        bool isGood = LimitText.TryParseScope(action.Scope, NamesOf(plan), out _, out _, out string hint);
        places.Require(isGood, key + ".scope", $"{where}: scope '{action.Scope}' is not known", hint);
        JsonElement value = action.Value!.Value;
        string text = value.ValueKind == JsonValueKind.String ? value.GetString()! : value.GetRawText();
        isGood = LimitText.TryParse(action.Name, text, out Risk.RiskControl control, out _, out string problem, out hint);
        places.Require(
            isGood, control == Risk.RiskControl.None ? key + ".name" : key + ".value", $"{where}: {problem}", hint);
    }

    private static LimitNames NamesOf(SessionPlan plan) => new(
        [],
        plan.Slots.Select((slot, index) => (slot.Name, Number: index + 1)).ToDictionary(slot => slot.Name, slot => slot.Number),
        plan.Slots.Select(slot => slot.Account).Distinct().Select((name, index) => (Name: name, Number: index + 1))
            .ToDictionary(account => account.Name, account => account.Number));
}
