using Strategies.Records;

namespace Strategies.Session.Results;

/// <summary>How a slot came through the session.</summary>
/// <param name="Name">Its name.</param>
/// <param name="State">Its state at the end, before it was stopped for the day.</param>
/// <param name="Position">What it held at the end, over all instruments.</param>
/// <param name="MarketCallbacks">
/// Market callbacks that the strategy itself counted and kept in its state; -1 when it publishes none.
/// </param>
/// <param name="QuarantineReason">Why it was quarantined; empty otherwise.</param>
public sealed record SlotReport(
    string Name, SlotState State, long Position, long MarketCallbacks, string QuarantineReason);
