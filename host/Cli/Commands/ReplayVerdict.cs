using Strategies.Driver.Replay;

namespace Strategies.Cli.Commands;

/// <summary>What a replay in a process of its own has proved.</summary>
/// <param name="IsMatch">Every output was equal.</param>
/// <param name="AreStatesEqual">
/// States that were restored in the middle of the day went the same way; null when it came to no comparison.
/// </param>
/// <param name="StateSeed">What chose the points at which states were restored.</param>
internal sealed record ReplayVerdict(bool IsMatch, bool? AreStatesEqual, int? StateSeed)
{
    /// <summary>What a run in this process has proved.</summary>
    /// <param name="isMatch">Every output was equal.</param>
    /// <param name="states">What came of the states.</param>
    internal static ReplayVerdict Of(bool isMatch, StateCheck states) => new(
        isMatch,
        states.Difference is not null ? false : states.Restored > 0 ? true : null,
        states.Seed);

    /// <summary>True when nothing differs.</summary>
    internal bool IsGood => IsMatch && AreStatesEqual != false;
}
