using System.Diagnostics;
using Strategies.Cell.Messages;
using Strategies.Driver;
using Strategies.Ipc.Metrics;
using Strategies.Ipc.Rings;

namespace Strategies.Core;

/// <summary>The order port of a core: orders go into the order ring; reports come by the loop, not by this port.</summary>
/// <remarks>The hot thread's; no allocation, no system call, never waits.</remarks>
public sealed class RingOrderPort(RingProducer orders, SharedHistogram tickToOrder) : SessionPort
{
    private readonly RingProducer _orders = orders;
    private readonly SharedHistogram _tickToOrder = tickToOrder;

    /// <summary>
    /// <see cref="Stopwatch"/> time at which the packet that is being applied was taken over; 0 for other inputs.
    /// </summary>
    public long TakenTimestamp { get; set; }

    /// <inheritdoc/>
    /// <remarks>
    /// A ring that is full, with a venue that has been silent for some hundred thousand messages, ends the core by the
    /// driver's fault: an order that cannot leave must not be forgotten.
    /// </remarks>
    public override bool Offer(ReadOnlySpan<byte> output)
    {
        if (!_orders.TryPublish((uint)OrderRingType.Output, output))
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
    public override bool TryAsk(uint type, ReadOnlySpan<byte> question) => _orders.TryPublish(type, question);
}
