namespace Strategies.Feeds.Verification;

/// <summary>A LOBSTER day rebuilt from its messages, compared with its orderbook file by both rules.</summary>
/// <param name="Rows">Rows of either file.</param>
/// <param name="OneStepDiffering">
/// Rows that do not follow from the row before and the message: the side that the message does not touch must be
/// identical, the touched one in its first N-1 levels.
/// </param>
/// <param name="WholeDayDiffering">
/// Rows after which the book rebuilt from the first row on differs, once cut to N levels and given the levels that
/// entered the window from outside.
/// </param>
/// <param name="LevelsTaken">Levels that entered the window from outside.</param>
/// <param name="CrossedRows">Rows after which the rebuilt book's best bid is not below its best ask.</param>
public sealed record LobsterVerification(
    long Rows, long OneStepDiffering, long WholeDayDiffering, long LevelsTaken, long CrossedRows)
{
    /// <summary>The first row that differs by either rule, from 1; null when none does.</summary>
    public long? FirstDifferingRow { get; init; }

    /// <summary>True when nothing differs and the book is never crossed.</summary>
    public bool IsClean => OneStepDiffering == 0 && WholeDayDiffering == 0 && CrossedRows == 0;
}
