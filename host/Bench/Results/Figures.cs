namespace Strategies.Bench.Results;

/// <summary>The figures of a run, or of the bare loop that it is held against.</summary>
/// <param name="EventsPerS">Market-data events a second.</param>
/// <param name="TickToOrderNs">From the packet handed over until the order is offered to the port.</param>
/// <param name="GateNs">One check and reservation of a new order; mean of a batch.</param>
/// <param name="JournalAppendNs">One append of an input; mean of a batch.</param>
public sealed record Figures(
    double EventsPerS, Percentiles TickToOrderNs, Percentiles GateNs, Percentiles JournalAppendNs);
