namespace Strategies.Risk.Tests.Reference;

/// <summary>Prints limits in a failing case.</summary>
internal static class TwinLimits
{
    public static string Text(IEnumerable<LimitEntry> limits) =>
        string.Join("; ",
            limits.Select(limit =>
            $"{limit.Control} {limit.Scope} {limit.ScopeId} instrument {limit.Instrument} = {limit.Value}"));
}
