using Strategies.Venues;

namespace Strategies.Session.Tests.Support;

/// <summary>A port that nothing may be offered to.</summary>
internal sealed class NoPort : OrderPort
{
    public override bool Offer(ReadOnlySpan<byte> output) => throw new InvalidOperationException("nothing is to leave");

    public override int Poll(Span<byte> record) => 0;
}
