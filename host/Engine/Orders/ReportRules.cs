using Strategies.Records;

namespace Strategies.Engine.Orders;

/// <summary>
/// Which numbers of a report are possible at all. Inside these bounds no notional overflows 127 bits, whatever the
/// multiplier (31 bits); a report outside them is not booked.
/// </summary>
internal static class ReportRules
{
    private const long QuantityMax = 1L << 40;
    private const long PriceMax = 1L << 55;

    /// <summary>A fill has a quantity and a price that money can be computed from.</summary>
    internal static bool IsPossibleFill(in ExecutionReportPayload report) =>
        report.LastQty > 0 && IsPossibleCorrection(in report);

    /// <summary>A correction may also leave nothing.</summary>
    internal static bool IsPossibleCorrection(in ExecutionReportPayload report) =>
        report.LastQty is >= 0 and <= QuantityMax && report.LastPx is >= -PriceMax and <= PriceMax;

    /// <summary>An order that is replaced or restated has a quantity.</summary>
    internal static bool IsPossibleOrder(in ExecutionReportPayload report) => report.OrderQty is > 0 and <= QuantityMax;
}
