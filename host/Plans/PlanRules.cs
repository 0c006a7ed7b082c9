using Strategies.Records;

namespace Strategies.Plans;

/// <summary>What a plan must obey beyond its form.</summary>
public static class PlanRules
{
    public static void Check(SessionPlan plan, string path)
    {
        Require(plan.Version == 1, path, $"version {plan.Version} is not known", "this build reads version 1");
        Require(
            plan.Cell is >= 0 and <= 4095,
            path,
            $"cell {plan.Cell} is not between 0 and 4095",
            "a cell is one core with its slots");
        Require(
            plan.TradingDay is >= 1 and <= 65535,
            path,
            $"tradingDay {plan.TradingDay} is not between 1 and 65535",
            "days count from 1");
        // The reader refuses a null for a key, but not among the elements of a list.
        Require(!plan.Slots.Any(slot => slot is null), path, "a slot is null", "leave it out");
        Require(!plan.Actions.Any(action => action is null), path, "an action is null", "leave it out");
        Require(plan.Slots.Count >= 1, path, "there is no slot", "name at least one strategy under slots");
        Require(
            plan.Slots.Count <= plan.Engine.SlotsMax && plan.Engine.SlotsMax <= 63,
            path,
            $"{plan.Slots.Count} slots, the engine has {plan.Engine.SlotsMax}",
            "raise engine.slotsMax, at most 63");
        VenueRules.Check(plan, path);
        CheckSizes(plan.Engine, path);
        HashSet<string> names = [];
        foreach (SlotPlan slot in plan.Slots)
        {
            Require(
                slot.Name.Length is > 0 and <= RecordSizes.Name,
                path,
                $"slot name '{slot.Name}'",
                $"a name has 1 to {RecordSizes.Name} characters");
            Require(
                names.Add(slot.Name),
                path,
                $"slot '{slot.Name}' is there twice",
                "every slot has a name of its own");
            SlotRules.Check(slot, path);
        }

        foreach (ActionPlan action in plan.Actions)
        {
            CheckAction(action, names, plan, path);
        }
    }

    private static void CheckSizes(EngineOptions engine, string path)
    {
        CheckSize(engine.MarketOrdersMax, 1 << 24, "marketOrdersMax", path);
        CheckSize(engine.LevelsMax, 1 << 22, "levelsMax", path);
        CheckSize(engine.LevelsPerSideMax, 1 << 16, "levelsPerSideMax", path);
        CheckSize(engine.OrdersMax, 1 << 20, "ordersMax", path);
        CheckSize(engine.FillsMax, 1 << 22, "fillsMax", path);
        CheckSize(engine.SlotsMax, 63, "slotsMax", path);
        CheckSize(engine.StateBytesMax, 1 << 26, "stateBytesMax", path);
        CheckSize(engine.ActionsPerCallbackMax, 1 << 16, "actionsPerCallbackMax", path);
    }

    private static void CheckSize(int size, int max, string name, string path) =>
        Require(
            size >= 1 && size <= max,
            path,
            $"engine.{name} {size} is not between 1 and {max}",
            "tables have fixed sizes");

    private static void CheckAction(ActionPlan action, HashSet<string> slots, SessionPlan plan, string path)
    {
        string where = $"action '{action.Action}' at event {action.AtEvent}";
        bool isKill = action.Action is PlanActionKind.Kill or PlanActionKind.Release;
        bool isLimit = action.Action == PlanActionKind.Limit;
        bool isSession = action.Action is PlanActionKind.SessionDown or PlanActionKind.SessionUp;
        Require(action.AtEvent >= 0, path, $"{where}: the event is negative", "events count from 0");
        Require(
            isKill || isLimit || isSession || slots.Contains(action.Slot),
            path,
            $"{where}: there is no slot '{action.Slot}'",
            $"slots: {string.Join(", ", slots)}");
        Require(
            !isSession || plan.Venues.Any(venue => venue.Name == action.Venue),
            path,
            $"{where}: there is no venue '{action.Venue}'",
            $"venues: {string.Join(", ", plan.Venues.Select(venue => venue.Name))}");
        Require(
            !isKill || action.Scope.Length > 0,
            path,
            $"{where}: no scope",
            "scope is firm, account:NAME, strategy:SLOT or instrument:SYMBOL");
        Require(
            action.Action != PlanActionKind.Swap || action.Strategy.Length > 0,
            path,
            $"{where}: no strategy",
            "name the next version's assembly");
        Require(
            action.Action != PlanActionKind.Parameter || action.Name.Length > 0 && action.Value is not null,
            path,
            $"{where}: no name or no value",
            "name the parameter and give its value");
        Require(
            !isLimit || action.Scope.Length > 0 && action.Name.Length > 0 && action.Value is not null,
            path,
            $"{where}: no scope, name or value",
            "scope is firm, account:NAME, strategy:SLOT or order; name and value are as in the limits file");
    }

    internal static void Require(bool condition, string path, string problem, string hint)
    {
        if (!condition)
        {
            throw new PlanException(path, problem, hint);
        }
    }
}
