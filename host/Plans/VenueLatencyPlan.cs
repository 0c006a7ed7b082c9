using Strategies.Risk.Files;
using Strategies.Venues.Latency;

namespace Strategies.Plans;

/// <summary>
/// Latencies of the simulated venue by class of message. A class that is not named has <see cref="Default"/>, and
/// without one the constant of its direction.
/// </summary>
/// <example><code>
/// "latency": {
///   "seed": 7,
///   "newOrder": { "microseconds": 40 },
///   "cancel": { "quantiles": [
///     { "quantile": 0, "microseconds": 20 }, { "quantile": 0.5, "microseconds": 35 },
///     { "quantile": 0.99, "microseconds": 120 }, { "quantile": 1, "microseconds": 900 } ] },
///   "fill": { "file": "fills.csv" },     // its first line names the unit, then one measured latency a line
///   "default": { "microseconds": 50 },
/// }
/// </code></example>
public sealed record VenueLatencyPlan
{
    /// <summary>Seed of the draws: the same plan and seed give the same day, another seed another one.</summary>
    [ConfigWhole(long.MinValue, long.MaxValue)]
    public long Seed { get; init; }

    /// <summary>Of every class that is not named.</summary>
    public LatencyPlan? Default { get; init; }

    /// <summary>Of new orders (NewOrderSingle).</summary>
    public LatencyPlan? NewOrder { get; init; }

    /// <summary>Of replace requests (OrderCancelReplaceRequest).</summary>
    public LatencyPlan? Replace { get; init; }

    /// <summary>Of cancel requests (OrderCancelRequest).</summary>
    public LatencyPlan? Cancel { get; init; }

    /// <summary>Of execution reports that are no fills: New, Replaced, Canceled, Rejected, Expired.</summary>
    public LatencyPlan? Acknowledgement { get; init; }

    /// <summary>Of fills (ExecType Trade).</summary>
    public LatencyPlan? Fill { get; init; }

    /// <summary>Of refused cancel and replace requests (OrderCancelReject).</summary>
    public LatencyPlan? CancelReject { get; init; }

    /// <summary>What is said of a class itself, without the default.</summary>
    public LatencyPlan? Of(LatencyClass messageClass) => messageClass switch
    {
        LatencyClass.NewOrder => NewOrder,
        LatencyClass.Replace => Replace,
        LatencyClass.Cancel => Cancel,
        LatencyClass.Acknowledgement => Acknowledgement,
        LatencyClass.Fill => Fill,
        _ => CancelReject,
    };

    /// <summary>The same with each entry changed.</summary>
    public VenueLatencyPlan Select(Func<LatencyPlan, LatencyPlan> change) => this with
    {
        Default = Default is null ? null : change(Default),
        NewOrder = NewOrder is null ? null : change(NewOrder),
        Replace = Replace is null ? null : change(Replace),
        Cancel = Cancel is null ? null : change(Cancel),
        Acknowledgement = Acknowledgement is null ? null : change(Acknowledgement),
        Fill = Fill is null ? null : change(Fill),
        CancelReject = CancelReject is null ? null : change(CancelReject),
    };
}
