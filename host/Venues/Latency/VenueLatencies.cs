namespace Strategies.Venues.Latency;

/// <summary>
/// The latencies of a venue: a model for each class of message, and the seed of the draws. Immutable, venues share it.
/// </summary>
public sealed class VenueLatencies
{
    private readonly LatencyModel[] _models;

    /// <summary>Makes it.</summary>
    /// <param name="seed">The seed: with the same seed and the same calls a venue draws the same latencies.</param>
    /// <param name="modelOf">Gives the model of each class.</param>
    public VenueLatencies(ulong seed, Func<LatencyClass, LatencyModel> modelOf)
    {
        Seed = seed;
        _models = [.. Classes.ToArray().Select(modelOf)];
    }

    /// <summary>All classes, in the order of their numbers.</summary>
    public static ReadOnlySpan<LatencyClass> Classes =>
    [
        LatencyClass.NewOrder, LatencyClass.Replace, LatencyClass.Cancel,
        LatencyClass.Acknowledgement, LatencyClass.Fill, LatencyClass.CancelReject,
    ];

    /// <summary>No message takes any time.</summary>
    public static VenueLatencies None { get; } = Constant(0, 0);

    /// <summary>The seed of the draws.</summary>
    public ulong Seed { get; }

    /// <summary>The longest latency of any message, ns.</summary>
    public long NsMax => _models.Max(model => model.MaxNs);

    /// <summary>The model of a class.</summary>
    /// <param name="messageClass">The class.</param>
    public LatencyModel this[LatencyClass messageClass] => _models[(int)messageClass];

    /// <summary>One constant for each direction.</summary>
    /// <param name="orderNs">From the engine's time of an order or request to its arrival, ns.</param>
    /// <param name="reportNs">From the venue's time of a report to its delivery, ns.</param>
    /// <exception cref="LatencyException">One is out of range.</exception>
    public static VenueLatencies Constant(long orderNs, long reportNs)
    {
        LatencyModel order = LatencyModel.Constant(orderNs);
        LatencyModel report = LatencyModel.Constant(reportNs);
        return new VenueLatencies(0, each => each < LatencyClass.Acknowledgement ? order : report);
    }
}
