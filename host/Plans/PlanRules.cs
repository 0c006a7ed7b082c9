using Strategies.Records;

namespace Strategies.Plans;

/// <summary>What a plan must obey beyond its form: what its parts say of each other.</summary>
internal static class PlanRules
{
    /// <exception cref="Risk.Files.ConfigException">A rule is broken.</exception>
    internal static void Check(SessionPlan plan, PlanPlaces places)
    {
        places.Require(plan.Slots.Count >= 1, "slots", "there is no slot", "name at least one strategy under slots");
        places.Require(
            plan.Slots.Count <= plan.Engine.SlotsMax,
            "slots",
            $"{plan.Slots.Count} slots, the engine has {plan.Engine.SlotsMax}",
            "raise engine.slotsMax, at most 63");
        VenueRules.Check(plan, places);
        HashSet<string> names = [];
        for (int index = 0; index < plan.Slots.Count; index++)
        {
            places.Require(
                names.Add(plan.Slots[index].Name),
                $"slots[{index}].name",
                $"slot '{plan.Slots[index].Name}' is there twice",
                "every slot has a name of its own");
        }

        for (int index = 0; index < plan.Actions.Count; index++)
        {
            CheckAction(plan.Actions[index], $"actions[{index}]", names, plan, places);
            ActionRules.Check(plan.Actions[index], $"actions[{index}]", plan, places);
        }
    }

    private static void CheckAction(
        ActionPlan action, string key, HashSet<string> slots, SessionPlan plan, PlanPlaces places)
    {
        string where = $"action '{action.Action}' at event {action.AtEvent}";
        bool isKill = action.Action is PlanActionKind.Kill or PlanActionKind.Release;
        bool isLimit = action.Action == PlanActionKind.Limit;
        bool isSession = action.Action is PlanActionKind.SessionDown or PlanActionKind.SessionUp;
        places.Require(
            isKill || isLimit || isSession || slots.Contains(action.Slot),
            key + ".slot",
            $"{where}: there is no slot '{action.Slot}'",
            $"slots: {string.Join(", ", slots)}");
        places.Require(
            !isSession || plan.Venues.Any(venue => venue.Name == action.Venue),
            key + ".venue",
            $"{where}: there is no venue '{action.Venue}'",
            $"venues: {string.Join(", ", plan.Venues.Select(venue => venue.Name))}");
        places.Require(
            !isKill || action.Scope.Length > 0,
            key + ".scope",
            $"{where}: no scope",
            "scope is firm, account:NAME, strategy:SLOT or instrument:SYMBOL");
        places.Require(
            action.Action != PlanActionKind.Swap || action.Strategy.Length > 0,
            key + ".strategy",
            $"{where}: no strategy",
            "name the next version's assembly");
        places.Require(
            action.Action == PlanActionKind.Swap || action.State == SwapState.Carry,
            key + ".state",
            $"{where}: only a swap can start fresh",
            "leave it out");
        places.Require(
            action.Action != PlanActionKind.Parameter || action.Name.Length > 0 && action.Value is not null,
            key,
            $"{where}: no name or no value",
            "name the parameter and give its value");
        places.Require(
            !isLimit || action.Scope.Length > 0 && action.Name.Length > 0 && action.Value is not null,
            key,
            $"{where}: no scope, name or value",
            "scope is firm, account:NAME, strategy:SLOT or order; name and value are as in the limits file");
    }
}
