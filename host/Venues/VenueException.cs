using Strategies.Sdk;

namespace Strategies.Venues;

/// <summary>The venue cannot go on: a table is full, a record is not an order, or a setting makes no sense.</summary>
public sealed class VenueException : Exception
{
    /// <summary>Makes one.</summary>
    /// <param name="what">What is wrong.</param>
    /// <param name="instrument">The instrument it is about; none when it is not about one.</param>
    /// <param name="timeNs">The venue's time, ns since 1970-01-01 UTC.</param>
    /// <param name="hint">What to do about it.</param>
    public VenueException(string what, InstrumentId instrument, long timeNs, string hint)
        : base($"simulated venue, instrument {instrument}, time {timeNs} ns: {what}. Hint: {hint}")
    {
        Instrument = instrument;
        TimeNs = timeNs;
        Hint = hint;
    }

    /// <summary>The instrument it is about; none when it is not about one.</summary>
    public InstrumentId Instrument { get; }

    /// <summary>The venue's time, ns since 1970-01-01 UTC.</summary>
    public long TimeNs { get; }

    /// <summary>What to do about it.</summary>
    public string Hint { get; }
}
