using Strategies.Records;
using Strategies.Venues;

namespace Strategies.Backtest.TestKit;

/// <summary>Where orders leave the engine: kept for the test, which is the venue.</summary>
internal sealed class HarnessPort : OrderPort
{
    private readonly Queue<(RecordType Type, OrderPayload Order)> _offered = [];

    public override bool Offer(ReadOnlySpan<byte> output)
    {
        _offered.Enqueue((RecordWriter.Header(output).Type, RecordWriter.Payload<OrderPayload>(output)));
        return true;
    }

    /// <summary>Reports go another way: the test makes them.</summary>
    public override int Poll(Span<byte> record) => 0;

    internal bool TryTake(out RecordType type, out OrderPayload order)
    {
        bool isThere = _offered.TryDequeue(out (RecordType Type, OrderPayload Order) offered);
        (type, order) = offered;
        return isThere;
    }
}
