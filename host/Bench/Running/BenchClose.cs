using Strategies.Driver;
using Strategies.Session;

namespace Strategies.Bench.Running;

/// <summary>Ends the day of the benchmark's venue: what is under way is reported. Resting orders do not expire there.</summary>
internal sealed class BenchClose(BenchVenue venue, InputWriter inputs) : VenueClose
{
    /// <inheritdoc/>
    public override bool TryEnd()
    {
        while (venue.NextReportTimeNs != long.MaxValue)
        {
            inputs.TakeBuilt(venue.Poll(inputs.Buffer));
        }

        return true;
    }
}
