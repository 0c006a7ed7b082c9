using Strategies.Records;
using Strategies.Venues;

namespace Strategies.Edge.Tests.Support;

/// <summary>A venue that takes every order and says nothing.</summary>
internal sealed class TakesAll : OrderPort
{
    /// <summary>The first new order that came; null before.</summary>
    internal byte[]? FirstOrder { get; private set; }

    public override bool Offer(ReadOnlySpan<byte> output)
    {
        if (FirstOrder is null && RecordWriter.Header(output).Type == RecordType.NewOrderSingle)
        {
            FirstOrder = output.ToArray();
        }

        return true;
    }

    public override int Poll(Span<byte> record) => 0;
}
