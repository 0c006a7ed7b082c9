using System.Diagnostics;
using Strategies.Cell.Messages;
using Strategies.Driver;
using Strategies.Ipc.Metrics;
using Strategies.Ipc.Rings;
using Strategies.Records;
using Strategies.Sdk;

namespace Strategies.Core;

/// <summary>
/// The order port of a core: an order goes into the order ring of the venue that it names; reports come by the loop, not by
/// this port.
/// </summary>
/// <remarks>The hot thread's; no allocation, no system call, never waits.</remarks>
/// <param name="orders">The order ring of each venue, the first with number 1.</param>
/// <param name="tickToOrder">Where latencies go.</param>
public sealed class RingOrderPort(RingProducer[] orders, SharedHistogram tickToOrder) : SessionPort
{
    private readonly RingProducer[] _orders = orders;
    private readonly SharedHistogram _tickToOrder = tickToOrder;

    /// <summary>
    /// <see cref="Stopwatch"/> time at which the packet that is being applied was taken over; 0 for other inputs.
    /// </summary>
    public long TakenTimestamp { get; set; }

    /// <inheritdoc/>
    /// <remarks>
    /// A venue that has no ring, or a ring that is full, with a venue that has been silent for some hundred thousand
    /// messages, ends the core by the driver's fault: an order that cannot leave must not be forgotten.
    /// </remarks>
    public override bool Offer(ReadOnlySpan<byte> output)
    {
        int venue = RecordWriter.Payload<OrderPayload>(output).Venue - 1;
        if ((uint)venue >= (uint)_orders.Length || !_orders[venue].TryPublish((uint)OrderRingType.Output, output))
        {
            return false;
        }

        if (TakenTimestamp != 0)
        {
            _tickToOrder.Record((Stopwatch.GetTimestamp() - TakenTimestamp) * (1_000_000_000 / Stopwatch.Frequency));
        }

        return true;
    }

    /// <inheritdoc/>
    public override int Poll(Span<byte> record) => 0;

    /// <inheritdoc/>
    /// <remarks>The type is one of <see cref="OrderRingType"/>.</remarks>
    public override bool TryAsk(VenueId venue, uint type, ReadOnlySpan<byte> question) =>
        _orders[venue.Value - 1].TryPublish(type, question);
}
