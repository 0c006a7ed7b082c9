namespace Strategies.Plans;

/// <summary>What the budgets of a slot must obey.</summary>
public static class SlotRules
{
    /// <summary>A minute: no callback, and no handover, is meant to take longer.</summary>
    private const long MicrosecondsMax = 60_000_000;

    public static void Check(SlotPlan slot, string path)
    {
        CheckBudget(slot, slot.TimeBudgetMicroseconds, "timeBudgetMicroseconds", path);
        CheckBudget(slot, slot.HandoverBudgetMicroseconds, "handoverBudgetMicroseconds", path);
    }

    private static void CheckBudget(SlotPlan slot, long? budget, string name, string path)
    {
        if (budget is < 1 or > MicrosecondsMax)
        {
            throw new PlanException(
                path,
                $"slot '{slot.Name}': {name} {budget} is not between 1 and {MicrosecondsMax}",
                "leave it out where nothing is to be checked");
        }
    }
}
