using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using Strategies.Records;
using Strategies.Sdk;
using Strategies.Venues;

namespace Strategies.Driver;

/// <summary>
/// The one way out of a core: whatever enters an order ring or port passes here, in order. That is the orders and requests
/// among an input's outputs, those that a recovery offers again, and the questions of reconciliation and of the day's end.
/// </summary>
/// <remarks>
/// <para>
/// The policy is <c>local</c>: an input is in the journal before the engine sees it, and what comes of it passes at once.
/// That costs nothing but the port's own call.
/// </para>
/// <para>
/// Where a policy <c>quorum</c> goes: <see cref="Pass"/> gets the whole record, of which the header names the input that
/// caused it. Under that policy it keeps new orders and replaces in a ring of its own until the watermark, the highest input
/// that most members of the cell hold in memory, has reached that input, and the driver's loop lets those out that are
/// reached, once a turn. Outputs of one gate leave in the order in which they came, and a question waits for the orders in
/// front of it. Cancels are never held: one for an order that is still here ends it here. What has been held for longer than
/// the limit is not sent: the driver journals a timeout, a record of its own, by which the engine cancels the order and frees
/// its reservation, and only then it is dropped here; so a replay, which never measures, does the same. Outputs are
/// journalled behind all of this, held or not: they can be made again from the inputs.
/// </para>
/// <para>The hot thread's; allocates nothing after construction.</para>
/// </remarks>
public sealed class CommitGate
{
    private readonly OrderPort _port;
    private readonly SessionPort? _session;

    /// <summary>Makes the gate in front of a port.</summary>
    /// <param name="port">Where orders go; nobody else offers to it.</param>
    public CommitGate(OrderPort port)
    {
        _port = port;
        _session = port as SessionPort;
    }

    /// <summary>True for outputs that leave: new orders, replace and cancel requests.</summary>
    /// <param name="type">Type of an output.</param>
    public static bool Leaves(RecordType type) =>
        type is RecordType.NewOrderSingle or RecordType.OrderCancelReplaceRequest or RecordType.OrderCancelRequest;

    /// <summary>Lets an order or a request out.</summary>
    /// <param name="output">The output, of a type that <see cref="Leaves"/>.</param>
    /// <exception cref="DriverFault">
    /// The port takes no more: the engine has the order as sent, so it must not be forgotten, and nothing can go on.
    /// </exception>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public void Pass(ReadOnlySpan<byte> output)
    {
        if (!_port.Offer(output))
        {
            DriverFault.Throw("the order port took no more orders: its table of orders in flight is full");
        }
    }

    /// <summary>Lets a question to the owner of a venue's session out, behind every order that has passed before.</summary>
    /// <param name="venue">The venue.</param>
    /// <param name="type">What is asked, as the port has it.</param>
    /// <param name="question">The question.</param>
    /// <returns>False when the port cannot take it now, or is none that is asked questions.</returns>
    public bool TryAsk<T>(VenueId venue, uint type, in T question)
        where T : unmanaged =>
        _session is not null && _session.TryAsk(venue, type, MemoryMarshal.AsBytes(new ReadOnlySpan<T>(in question)));
}
