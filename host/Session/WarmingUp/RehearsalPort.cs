using System.Runtime.InteropServices;
using Strategies.Records;
using Strategies.Sdk;
using Strategies.Venues;

namespace Strategies.Session.WarmingUp;

/// <summary>
/// Passes orders on to a venue but spoils every seventh new one, so that a rehearsal meets rejects of the venue too.
/// </summary>
public sealed class RehearsalPort(OrderPort venue) : OrderPort
{
    private const int RejectEvery = 7;

    private readonly byte[] _spoiled = new byte[512];
    private int _newOrders;

    public override bool Offer(ReadOnlySpan<byte> output)
    {
        if (RecordWriter.Header(output).Type != RecordType.NewOrderSingle || ++_newOrders % RejectEvery != 0)
        {
            return venue.Offer(output);
        }

        output.CopyTo(_spoiled);
        MemoryMarshal.AsRef<OrderPayload>(_spoiled.AsSpan(RecordHeader.Size)).Side = Side.None;
        return venue.Offer(_spoiled.AsSpan(0, output.Length));
    }

    public override int Poll(Span<byte> record) => venue.Poll(record);
}
