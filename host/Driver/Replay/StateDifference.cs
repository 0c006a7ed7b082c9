using System.Globalization;
using Strategies.Records;

namespace Strategies.Driver.Replay;

/// <summary>What went another way in an engine that was restored in the middle of a day.</summary>
/// <param name="Slot">Name of the slot whose version is at fault; empty when it is no slot's.</param>
/// <param name="PackageHash">The version; empty when it is no slot's.</param>
/// <param name="SavedAt">The record behind which the state was saved.</param>
/// <param name="AtSequence">The record behind which the difference was seen.</param>
/// <param name="Text">What differs, and where.</param>
public sealed record StateDifference(string Slot, Hash256 PackageHash, ulong SavedAt, ulong AtSequence, string Text)
{
    /// <summary>Number of that slot, from 1; 0 when it is no slot's.</summary>
    public int SlotNumber { get; init; }

    /// <summary>
    /// The fields of the strategy that the restored instance had otherwise at once, with both values; empty when there was none, or
    /// nobody could compare them. What is forgotten is most likely among them.
    /// </summary>
    public string Fields { get; init; } = "";

    /// <summary>The difference in a sentence.</summary>
    public override string ToString()
    {
        string who = Slot.Length > 0 ? $"slot '{Slot}', version {PackageHash.ToShortString()}: " : "";
        string when = SavedAt == AtSequence
            ? string.Create(CultureInfo.InvariantCulture, $"behind record {SavedAt}")
            : string.Create(CultureInfo.InvariantCulture, $"behind record {AtSequence}, restored behind record {SavedAt}");
        string cause = Slot.Length > 0 ? "; Save or Restore of the strategy forgets something" : "";
        string fields = Fields.Length > 0 ? $", most likely {Fields}" : "";
        return $"{who}{when}, {Text}{cause}{fields}";
    }
}
