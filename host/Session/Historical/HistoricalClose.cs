namespace Strategies.Session.Historical;

/// <summary>Ends the day of a recorded session's venue, which stands in this process and answers at once.</summary>
/// <param name="driver">What plays the session.</param>
public sealed class HistoricalClose(HistoricalDriver driver) : VenueClose
{
    private bool _hasEnded;

    /// <inheritdoc/>
    public override bool TryEnd()
    {
        if (!_hasEnded)
        {
            driver.EndVenueDay();
            _hasEnded = true;
        }

        return true;
    }
}
