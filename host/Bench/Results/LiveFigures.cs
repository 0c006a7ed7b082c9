namespace Strategies.Bench.Results;

/// <summary>
/// The figures of the live loop itself: the turns of a core's loop over real rings in shared memory, one packet or report a
/// turn, with engine, meter, commit gate and a journal of its own. The feed's and the venue's ends of the rings are served on
/// the same thread between two turns, and their cost is left out.
/// </summary>
/// <param name="Events">Market-data events measured.</param>
/// <param name="Turns">Turns measured: events, and reports, which have turns of their own.</param>
/// <param name="EventsPerS">Events for each second that the turns took together, those of reports included.</param>
/// <param name="TurnNs">One turn with a packet, the timer's cost included, ns.</param>
/// <param name="TickToOrderNs">From the packet taken out of its ring until its order is in the order ring, ns.</param>
/// <param name="AllocatedBytes">Bytes that the thread allocated meanwhile.</param>
/// <param name="CompiledMethods">Methods that were compiled on the thread meanwhile.</param>
public sealed record LiveFigures(
    long Events,
    long Turns,
    double EventsPerS,
    Percentiles TurnNs,
    Percentiles TickToOrderNs,
    long AllocatedBytes,
    int CompiledMethods);
