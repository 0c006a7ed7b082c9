using Strategies.Venues;

namespace Strategies.Edge.Tests.Support;

/// <summary>A venue that takes every order and says nothing.</summary>
internal sealed class TakesAll : OrderPort
{
    public override bool Offer(ReadOnlySpan<byte> output) => true;

    public override int Poll(Span<byte> record) => 0;
}
