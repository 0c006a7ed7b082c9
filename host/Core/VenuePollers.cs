using Strategies.Cell.Config;
using Strategies.Cell.Processes;
using Strategies.Driver;
using Strategies.Engine;
using Strategies.Records;
using Strategies.Sdk;

namespace Strategies.Core;

/// <summary>The venues of a core: the reports of each, agreement with each, and the end of its day.</summary>
/// <remarks>The hot thread's; allocates nothing after construction.</remarks>
public sealed class VenuePollers
{
    private readonly TradingEngine _engine;
    private readonly InputWriter _records;
    private readonly ReportPoller[] _reports;
    private readonly Reconciliation[] _reconciliations;

    /// <summary>Makes them; nothing is asked or taken yet.</summary>
    /// <param name="driver">The engine and the way to the venues.</param>
    /// <param name="records">Takes their records.</param>
    /// <param name="rings">The core's ends of the rings.</param>
    /// <param name="metrics">Counts.</param>
    /// <param name="setup">The cell.</param>
    public VenuePollers(EngineDriver driver, InputWriter records, CoreRings rings, CoreMetrics metrics, CellSetup setup)
    {
        _engine = driver.Engine;
        _records = records;
        VenueId[] venues = [.. setup.ProcessesOf(ProcessRole.Venue).Select(process => process.Venue)];
        int ordersMax = setup.Plan.Engine.OrdersMax;
        _reconciliations = [.. venues.Select(venue => new Reconciliation(driver, records, venue, ordersMax))];
        RingVenueClose[] closes = [.. venues.Select(venue => new RingVenueClose(driver.Gate, venue))];
        Closes = closes;
        _reports = [.. rings.Reports.Select((ring, index) => new ReportPoller(
            ring, driver.Engine, records, metrics, _reconciliations[index], closes[index]))];
    }

    /// <summary>What ends the day of each venue, the first with number 1.</summary>
    public RingVenueClose[] Closes { get; }

    /// <summary>Of each venue, the first with number 1.</summary>
    public IReadOnlyList<Reconciliation> Reconciliations => _reconciliations;

    /// <summary>Ring records that were not what they should be, and were not taken.</summary>
    public long Malformed => _reports.Sum(each => each.Malformed);

    /// <summary>True while the answer of a venue is awaited.</summary>
    public bool IsReconciling
    {
        get
        {
            foreach (Reconciliation reconciliation in _reconciliations)
            {
                if (reconciliation.IsOpen)
                {
                    return true;
                }
            }

            return false;
        }
    }

    /// <summary>Asks each venue for its orders.</summary>
    public void Reconcile()
    {
        foreach (Reconciliation reconciliation in _reconciliations)
        {
            reconciliation.Begin();
        }
    }

    /// <summary>Takes some reports of each venue.</summary>
    /// <param name="nowNs">Session time, ns since 1970-01-01 UTC.</param>
    /// <returns>True when there was one.</returns>
    public bool Turn(long nowNs)
    {
        bool isBusy = false;
        foreach (ReportPoller venue in _reports)
        {
            isBusy |= venue.Turn(nowNs);
        }

        return isBusy;
    }

    /// <summary>
    /// Says in the name of each venue that is missed and was up that its session is down. A venue that has said it is up
    /// since the look began is not missed by that look: it would never say so again, and stay down for the day.
    /// </summary>
    /// <param name="silent">The venues that are missed: see <see cref="PeerMonitor.SilentVenues"/>.</param>
    /// <param name="lookedNs">When that look began, ns, CLOCK_MONOTONIC.</param>
    /// <param name="nowNs">Session time, ns since 1970-01-01 UTC.</param>
    /// <returns>True when there was one.</returns>
    public bool TakeMissed(ulong silent, long lookedNs, long nowNs)
    {
        bool isTaken = false;
        foreach (ReportPoller reports in _reports)
        {
            VenueId venue = reports.Venue;
            if ((silent & PeerMonitor.BitOf(venue)) != 0 && reports.UpTakenNs < lookedNs && _engine.IsVenueUp(venue))
            {
                SessionStatusPayload down = new() { Venue = venue.Value, IsUp = 0 };
                _records.TakeFromVenue(RecordType.SessionStatus, venue, nowNs, in down);
                isTaken = true;
            }
        }

        return isTaken;
    }
}
