using Strategies.Bench.Running;
using Strategies.Driver;
using Strategies.Session;

namespace Strategies.Bench.Live;

/// <summary>Ends the day of the venue behind the rings: it takes the orders that are still there, and reports on all.</summary>
internal sealed class LiveClose(LiveRun run, BenchVenue venue, InputWriter inputs) : VenueClose
{
    private readonly BenchClose _close = new(venue, inputs);

    /// <inheritdoc/>
    public override bool TryEnd()
    {
        run.TakeOrders();
        return _close.TryEnd();
    }
}
