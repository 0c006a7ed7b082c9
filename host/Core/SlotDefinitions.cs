using Strategies.Plans;
using Strategies.Records;
using Strategies.Session;

namespace Strategies.Core;

/// <summary>The budgets of a session's slots, for a meter whose engine was brought back and saw no definition again.</summary>
public static class SlotDefinitions
{
    public static IEnumerable<SlotDefinitionPayload> Of(SessionSetup setup)
    {
        foreach (SlotPlan slot in setup.Plan.Slots)
        {
            yield return StartOfDay.Define(setup, slot);
        }
    }
}
