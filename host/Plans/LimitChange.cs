using System.Text.Json;
using Strategies.Records;
using Strategies.Risk;
using Strategies.Risk.Files;

namespace Strategies.Plans;

/// <summary>Turns a limit's change as a plan states it into the record that sets it.</summary>
public static class LimitChange
{
    /// <exception cref="PlanException">Scope, instrument, name or value are not what a limits file could say.</exception>
    public static LimitSetPayload Encode(SessionSetup setup, ActionPlan plan)
    {
        string where = $"action 'Limit' at event {plan.AtEvent}";
        if (!LimitText.TryParseScope(plan.Scope, setup.LimitNames, out RiskScope scope, out int id, out string hint))
        {
            throw new PlanException(setup.Plan.Name, $"{where}: scope '{plan.Scope}' is not known", hint);
        }

        int instrument = 0;
        if (plan.Instrument.Length > 0
            && !LimitText.TryParseInstrument(plan.Instrument, setup.LimitNames, out instrument, out hint))
        {
            throw new PlanException(setup.Plan.Name, $"{where}: there is no instrument '{plan.Instrument}'", hint);
        }

        JsonElement value = plan.Value!.Value;
        string text = value.ValueKind == JsonValueKind.String ? value.GetString()! : value.GetRawText();
        if (!LimitText.TryParse(plan.Name, text, out RiskControl control, out long limit, out string problem, out hint))
        {
            throw new PlanException(setup.Plan.Name, $"{where}: {problem}", hint);
        }

        return new LimitSetPayload
        {
            Control = control,
            Scope = scope,
            ScopeId = id,
            Instrument = instrument,
            Value = limit,
            Who = Text32.From(plan.Who),
            Reason = Text200.From(plan.Reason),
        };
    }

    /// <summary>What the engine would refuse during the day a person is told before it begins.</summary>
    /// <param name="setup">The session.</param>
    /// <param name="table">A table of the session's size, to try the changes on.</param>
    /// <exception cref="PlanException">A change cannot be put in force.</exception>
    public static void CheckAll(SessionSetup setup, LimitTable table)
    {
        foreach (ActionPlan plan in setup.Plan.Actions.Where(action => action.Action == PlanActionKind.Limit))
        {
            LimitSetPayload change = Encode(setup, plan);
            LimitEntry entry = new()
            {
                Control = change.Control,
                Scope = change.Scope,
                ScopeId = change.ScopeId,
                Instrument = change.Instrument,
                Value = change.Value,
            };
            LimitTableErrorCode code = table.TrySet(in entry, out _, out _);
            if (code != LimitTableErrorCode.None)
            {
                string problem = new LimitTableError(code, 0).Describe([entry]);
                throw new PlanException(
                    setup.Plan.Name,
                    $"action 'Limit' at event {plan.AtEvent}: {problem}",
                    "what holds for a limits file holds for its changes");
            }
        }
    }
}
