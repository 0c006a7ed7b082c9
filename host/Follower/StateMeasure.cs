using System.Globalization;
using Strategies.Follower.Rehearsing;
using Strategies.Records;

namespace Strategies.Follower;

/// <summary>
/// Says how much state a slot would lose without its version's Save, by asking the follower's instance of it. A Save that does not come
/// back ends the follower as at a snapshot: once, and the next one knows.
/// </summary>
/// <remarks>The follower's thread.</remarks>
/// <param name="follower">The follower.</param>
/// <param name="saves">Stands beside the saving.</param>
internal sealed class StateMeasure(Driver.Following.JournalFollower follower, SaveWatch saves)
{
    /// <summary>Measures the state behind the last input.</summary>
    /// <param name="slot">The slot, from 1.</param>
    /// <returns>Good with the bytes, or why there are none.</returns>
    internal RehearsalResult Of(int slot)
    {
        if (!follower.HasBegun || slot < 1 || slot > follower.SlotCount)
        {
            return RehearsalResult.Bad(string.Create(CultureInfo.InvariantCulture, $"there is no slot {slot} yet"));
        }

        if (follower.Difference is not null)
        {
            return RehearsalResult.Bad("the follower has come to another output than the core: its state is not the core's");
        }

        if (follower.StateOf(slot) == SlotState.Empty)
        {
            return RehearsalResult.Bad("the slot is empty");
        }

        if (saves.Forbids(slot) is { } known)
        {
            return Behind(RehearsalResult.Bad(known));
        }

        saves.Begin(follower.LastSequence);
        int bytes = follower.MeasureState(slot, out string problem);
        saves.EndMeasuring();
        return Behind(bytes < 0 ? RehearsalResult.Bad(problem) : new RehearsalResult(true, 0, 0, 0, "") { StateBytes = bytes });
    }

    /// <summary>True when the slot is quarantined.</summary>
    internal bool IsQuarantined(int slot) => follower.HasBegun && slot >= 1 && slot <= follower.SlotCount
        && follower.StateOf(slot) == SlotState.Quarantined;

    private RehearsalResult Behind(RehearsalResult result) => result with { Sequence = follower.LastSequence };
}
