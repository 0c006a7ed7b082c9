using Strategies.Records;

namespace Strategies.Venues;

/// <summary>
/// Where orders leave the engine and reports come back: a session with a venue, real or simulated. Both directions
/// carry whole records (<see cref="RecordHeader"/> and payload).
/// </summary>
/// <remarks>
/// Used from one thread, the hot one: an implementation neither blocks nor allocates in the two calls.
/// </remarks>
public abstract class OrderPort : IDisposable
{
    /// <summary>Offers an output of the engine to the venue.</summary>
    /// <param name="output">
    /// One record of type <see cref="RecordType.NewOrderSingle"/>,
    /// <see cref="RecordType.OrderCancelReplaceRequest"/> or <see cref="RecordType.OrderCancelRequest"/> with an
    /// <see cref="OrderPayload"/>.
    /// </param>
    /// <returns>False when it cannot be taken now and must be offered again.</returns>
    /// <exception cref="VenueException">The record is something else.</exception>
    public abstract bool Offer(ReadOnlySpan<byte> output);

    /// <summary>Takes the next report, the oldest first.</summary>
    /// <param name="record">
    /// Where the input record goes, at least <see cref="ReportBytesMax"/> bytes: an execution report or an order
    /// cancel reject of source kind <see cref="SourceKind.Venue"/>, its source sequence from 1 without gaps, its
    /// receive time the delivery time. Cell, epoch, sequence and CRC are the journal's to fill.
    /// </param>
    /// <returns>Bytes of the record; 0 when there is none.</returns>
    public abstract int Poll(Span<byte> record);

    /// <summary>Bytes of the longest record that <see cref="Poll"/> writes.</summary>
    public static int ReportBytesMax { get; } = RecordHeader.AlignedLength(
        RecordHeader.Size + System.Runtime.CompilerServices.Unsafe.SizeOf<ExecutionReportPayload>());

    /// <summary>Ends the session and gives back what it holds.</summary>
    public void Dispose()
    {
        Dispose(true);
        GC.SuppressFinalize(this);
    }

    /// <summary>Gives back what the port holds.</summary>
    /// <param name="disposing">True when called from <see cref="Dispose()"/>.</param>
    protected virtual void Dispose(bool disposing)
    {
    }
}
