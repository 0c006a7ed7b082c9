using System.Globalization;
using Strategies.Journal.Replay;
using Strategies.Records;

namespace Strategies.Driver.Replay;

/// <summary>
/// A snapshot from which an engine came to another output than the journal has, while one that had begun earlier came to the same:
/// what it holds is not all of the state.
/// </summary>
/// <param name="Name">Its file's name.</param>
/// <param name="Sequence">The last input that it has seen.</param>
/// <param name="Difference">The first output that came out otherwise.</param>
/// <param name="Slot">Name of the slot whose output that is; empty for none's.</param>
/// <param name="PackageHash">The version in that slot then; empty for none.</param>
public sealed record LossySnapshot(string Name, ulong Sequence, OutputDifference Difference, string Slot, Hash256 PackageHash)
{
    /// <summary>It in a sentence.</summary>
    public override string ToString()
    {
        string who = Slot.Length > 0
            ? $"slot '{Slot}' (version {PackageHash}) forgets something in Save or Restore"
            : "a state was not saved whole";
        return string.Create(
            CultureInfo.InvariantCulture, $"{who}: restored behind input {Sequence} ({Name}) it came to another output: {Difference}");
    }
}
