using Strategies.Risk.Files;

namespace Strategies.Risk;

/// <summary>Which entry refused a table of limits, and why.</summary>
/// <param name="Code">Why; none when the table was taken.</param>
/// <param name="EntryIndex">Position of the entry among those given, from 0.</param>
public readonly record struct LimitTableError(LimitTableErrorCode Code, int EntryIndex)
{
    /// <summary>
    /// A sentence for people that names the limit by its key in a limits file, with a hint. Allocates: not for the hot path.
    /// </summary>
    /// <param name="entries">The entries that were refused.</param>
    public string Describe(ReadOnlySpan<LimitEntry> entries)
    {
        if (Code == LimitTableErrorCode.None)
        {
            return "the limits were taken";
        }

        LimitEntry entry = entries[EntryIndex];
        string name = LimitText.NameOf(entry.Control);
        string value = LimitText.Format(entry.Control, entry.Value);
        return Problem(in entry, name, value);
    }

    private string Problem(in LimitEntry entry, string name, string value) => Code switch
    {
        LimitTableErrorCode.UnknownControl =>
            $"control {(byte)entry.Control} is not known; controls are 1 to {(byte)RiskControl.MessagesPerSecond}",
        LimitTableErrorCode.UnknownScope =>
            $"the scope of {name}, {(byte)entry.Scope}, is not known; scopes are 1 to {(byte)RiskScope.Firm}",
        LimitTableErrorCode.UnknownScopeId =>
            $"scope {entry.Scope} of {name} has no number {entry.ScopeId}; slots and accounts count from 1, others are 0",
        LimitTableErrorCode.UnknownInstrument =>
            $"instrument {entry.Instrument} of {name} is not in the universe; 0 means all",
        LimitTableErrorCode.NegativeValue => $"{name} is negative ({value}); a limit is 0 or more",
        LimitTableErrorCode.ValueTooLarge =>
            $"{name} of {value} is more than the gate can count; lower it",
        LimitTableErrorCode.NotApplicable =>
            $"{name} cannot be set per order or instrument; set it at strategy, account or firm",
        LimitTableErrorCode.DuplicateEntry =>
            $"{name} is set twice for {entry.Scope} {entry.ScopeId}, instrument {entry.Instrument}",
        _ => Code.ToString(),
    };
}
