namespace Strategies.Risk.Naming;

/// <summary>
/// Names inside the words for whom a limit or kill switch is (<c>account:NAME</c>, <c>strategy:SLOT</c>,
/// <c>instrument:SYMBOL</c>), and instruments with their venue. Any thread.
/// </summary>
public static class ScopeName
{
    /// <summary>Checks the name in a scope; whether there is such a scope, and somebody of that name, is for others to say.</summary>
    /// <param name="scope">The scope.</param>
    /// <param name="problem">What is wrong with the name; empty when nothing is.</param>
    /// <param name="hint">What would be right.</param>
    /// <returns>False when the name could name nothing.</returns>
    public static bool IsGood(string scope, out string problem, out string hint)
    {
        int colon = scope.IndexOf(':', StringComparison.Ordinal);
        string name = scope[(colon + 1)..];
        switch (colon < 0 ? "" : scope[..colon])
        {
            case "strategy":
                return NameRule.IsGood(NameKind.Slot, name, out problem, out hint);
            case "account":
                return NameRule.IsGood(NameKind.Account, name, out problem, out hint);
            case "instrument":
                return IsGoodInstrument(name, out problem, out hint);
            default:
                (problem, hint) = ("", "");
                return true;
        }
    }

    /// <summary>Checks an instrument as people say it: SYMBOL, or SYMBOL@VENUE.</summary>
    /// <param name="name">What they say.</param>
    /// <param name="problem">What is wrong with it; empty when nothing is.</param>
    /// <param name="hint">What would be right.</param>
    /// <returns>False when it could name nothing.</returns>
    public static bool IsGoodInstrument(string name, out string problem, out string hint)
    {
        int at = name.LastIndexOf('@');
        return NameRule.IsGood(NameKind.Instrument, name, out problem, out hint)
            || (at > 0
                && NameRule.IsGood(NameKind.Instrument, name[..at], out problem, out hint)
                && NameRule.IsGood(NameKind.Venue, name[(at + 1)..], out problem, out hint));
    }
}
