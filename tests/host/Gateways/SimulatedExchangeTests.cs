using Strategies.Ipc.Memory;
using Strategies.MarketData;
using Strategies.Sdk;
using Strategies.Venues;
using Strategies.Venues.Latency;

namespace Strategies.Gateways.Tests;

/// <summary>The simulated exchange is one: reports take as long as orders, and eight may be on their way.</summary>
public sealed class SimulatedExchangeTests : ExchangeContract, IDisposable
{
    private const int Cell = 3042;
    private const long LatencyNs = 250_000;

    private readonly string _folder =
        Path.Combine(RegionLocation.DefaultFolder, "strategies-exchange-" + Guid.NewGuid().ToString("N"));

    private SimulatedExchange? _exchange;
    private SimulatedVenue? _venue;
    private ExchangeMemory? _memory;

    /// <summary>One portion is 1,024 orders.</summary>
    private protected override int ManyOrders => 1_100;

    public void Dispose()
    {
        End();
        _venue?.Dispose();
        _memory?.Dispose();
        Directory.Delete(_folder, recursive: true);
    }

    private protected override Exchange Begin()
    {
        Directory.CreateDirectory(_folder);
        _venue?.Dispose();
        _memory?.Dispose();
        // The same second: a session that follows quickly has another number all the same.
        _memory = ExchangeMemory.Open(
            new RegionLocation(Cell, "venue.exchange", _folder), DateTimeOffset.FromUnixTimeSeconds(1_000_000));
        SimulatedVenueConfig config = new()
        {
            InstrumentCount = 1,
            Latencies = VenueLatencies.Constant(LatencyNs, LatencyNs),
            InFlightCapacity = 8,
            LastExecId = _memory.LastExecId,
        };
        Instrument[] universe = [new Instrument { Id = new InstrumentId(1), Symbol = "T1" }];
        _venue = new SimulatedVenue(config, new MarketDataDecoder(universe, 0));
        return _exchange = new SimulatedExchange(_venue, _memory);
    }

    private protected override void Drop() => _exchange!.Drop();

    private protected override void Raise() => _exchange!.Raise();
}
