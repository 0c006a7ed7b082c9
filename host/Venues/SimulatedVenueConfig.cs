using Strategies.Records;
using Strategies.Sdk;
using Strategies.Venues.Latency;

namespace Strategies.Venues;

/// <summary>
/// Settings of a simulated venue. Latencies and fees are the model; capacities are the sizes of its fixed tables.
/// </summary>
public sealed class SimulatedVenueConfig
{
    /// <summary>Number of instruments in the day's universe: identifiers 1 to this.</summary>
    public required int InstrumentCount { get; init; }

    /// <summary>
    /// How long messages take: from the engine's time of an order or request to its arrival at the venue, and from the
    /// venue's time of a report to its delivery. None take any time unless said.
    /// </summary>
    public VenueLatencies Latencies { get; init; } = VenueLatencies.None;

    /// <summary>Fee of a fill that was resting, per unit of quantity; negative is a rebate.</summary>
    public Price MakerFeePerShare { get; init; }

    /// <summary>Fee of a fill that took, per unit of quantity; negative is a rebate.</summary>
    public Price TakerFeePerShare { get; init; }

    /// <summary>
    /// Time at which the venue closes by itself, ns since 1970-01-01 UTC; none: when the driver says so.
    /// </summary>
    public long? CloseTimeNs { get; init; }

    /// <summary>Number of the venue's session in the headers of its reports.</summary>
    public ushort SourceId { get; init; } = SourceIds.FirstVenue;

    /// <summary>
    /// The report number behind which this venue's begin; 0 for the first of a day. One that starts anew within a day is
    /// given one that none before it can have reached.
    /// </summary>
    public ulong LastExecId { get; init; }

    /// <summary>Orders of the data that rest at one time, anonymous volumes counted too.</summary>
    public int HistoricalOrderCapacity { get; init; } = 1 << 16;

    /// <summary>Price levels at one time, over all instruments and sides.</summary>
    public int PriceLevelCapacity { get; init; } = 1 << 14;

    /// <summary>Our orders that work at one time.</summary>
    public int WorkingOrderCapacity { get; init; } = 1 << 12;

    /// <summary>Our orders of the whole day.</summary>
    public int DayOrderCapacity { get; init; } = 1 << 18;

    /// <summary>Orders and requests on their way to the venue at one time.</summary>
    public int InFlightCapacity { get; init; } = 1 << 12;

    /// <summary>Reports that wait for delivery at one time.</summary>
    public int ReportCapacity { get; init; } = 1 << 14;

    /// <summary>Checks that every setting makes sense.</summary>
    /// <exception cref="VenueException">One does not; the message names it.</exception>
    public void Validate()
    {
        RequireAtLeast(nameof(InstrumentCount), InstrumentCount, 1);
        RequireAtLeast(nameof(HistoricalOrderCapacity), HistoricalOrderCapacity, 1);
        RequireAtLeast(nameof(PriceLevelCapacity), PriceLevelCapacity, 1);
        RequireAtLeast(nameof(WorkingOrderCapacity), WorkingOrderCapacity, 1);
        RequireAtLeast(nameof(DayOrderCapacity), DayOrderCapacity, WorkingOrderCapacity);
        RequireAtLeast(nameof(InFlightCapacity), InFlightCapacity, 1);
        RequireAtLeast(nameof(ReportCapacity), ReportCapacity, 1);
    }

    private static void RequireAtLeast(string name, long value, long least)
    {
        if (value < least)
        {
            throw new VenueException(
                $"setting {name} is {value}", InstrumentId.None, 0, $"it must be at least {least}");
        }
    }
}
