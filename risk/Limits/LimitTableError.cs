using System.Globalization;

namespace Strategies.Risk;

/// <summary>Which entry refused a table of limits, and why.</summary>
/// <param name="Code">Why; none when the table was taken.</param>
/// <param name="EntryIndex">Position of the entry among those given, from 0.</param>
public readonly record struct LimitTableError(LimitTableErrorCode Code, int EntryIndex)
{
    /// <summary>A sentence for people, with a hint. Allocates: not for the hot path.</summary>
    /// <param name="entries">The entries that were refused.</param>
    public string Describe(ReadOnlySpan<LimitEntry> entries)
    {
        if (Code == LimitTableErrorCode.None)
        {
            return "the limits were taken";
        }

        LimitEntry entry = entries[EntryIndex];
        string problem = Code switch
        {
            LimitTableErrorCode.UnknownControl =>
                $"control {(byte)entry.Control} is not known; controls are 1 to {(byte)RiskControl.MessagesPerSecond}",
            LimitTableErrorCode.UnknownScope =>
                $"scope {(byte)entry.Scope} is not known; scopes are 1 to {(byte)RiskScope.Firm}",
            LimitTableErrorCode.UnknownScopeId =>
                $"scope {entry.Scope} has no number {entry.ScopeId}; slots and accounts count from 1, others are 0",
            LimitTableErrorCode.UnknownInstrument =>
                $"instrument {entry.Instrument} is not in the universe; 0 means all",
            LimitTableErrorCode.NegativeValue => $"{entry.Control} is negative ({entry.Value}); a limit is 0 or more",
            LimitTableErrorCode.ValueTooLarge =>
                $"{entry.Control} of {entry.Value} is more than the gate can count; lower it",
            LimitTableErrorCode.NotApplicable =>
                $"{entry.Control} cannot be set per order or instrument; set it at strategy, account or firm",
            LimitTableErrorCode.DuplicateEntry =>
                $"{entry.Control} is set twice for {entry.Scope} {entry.ScopeId}, instrument {entry.Instrument}",
            _ => Code.ToString(),
        };
        return string.Create(CultureInfo.InvariantCulture, $"limit entry {EntryIndex}: {problem}");
    }
}
