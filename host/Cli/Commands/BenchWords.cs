namespace Strategies.Cli.Commands;

/// <summary>What a benchmark measures and how, in the words of its help and its report.</summary>
internal static class BenchWords
{
    /// <summary>The method, for the help.</summary>
    internal const string Method =
        "tickToOrder: from the packet handed over (its record is yet to be built) until the order is offered to the port; "
        + "the timer's own cost (timerNs) is in it and not taken off. "
        + "gate: one check and reservation of a new order, journalAppend: one input with CRC32C; both measured alone after the day, "
        + "on the same thread, as means of batches of 64 calls (the ...SingleNs keys time each call alone, timer included). "
        + "baseline: a bare loop over the same packets in the same run, before and after: build the record, CRC32C, store it to a "
        + "mapped file (eventsPerS); two timestamps around building the record and a copy of 136 bytes (tickToOrderNs); two bare "
        + "timestamps (gateNs); copy and CRC32C of the same records into touched memory (journalAppendNs).";

    /// <summary>What the closed loop does not show.</summary>
    internal const string Closed =
        "closed loop: the next packet is taken when the one before is done, so nothing ever waits and these times hold no queueing "
        + "(coordinated omission does not arise, and load is not shown); --rate N measures under a load";

    /// <summary>What the open loop shows.</summary>
    internal const string Open =
        "open loop: a packet's time starts when it is due, so waiting behind others is in these times";
}
