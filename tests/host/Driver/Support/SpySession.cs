using Strategies.Sdk;

namespace Strategies.Driver.Tests.Support;

/// <summary>Writes down what comes out, orders and questions, in their order.</summary>
internal sealed class SpySession(int room = int.MaxValue) : SessionPort
{
    internal List<(VenueId Venue, uint Type, byte[] Bytes)> Sent { get; } = [];

    public override bool Offer(ReadOnlySpan<byte> output) => TryAsk(default, 0, output);

    public override bool TryAsk(VenueId venue, uint type, ReadOnlySpan<byte> question)
    {
        if (Sent.Count >= room)
        {
            return false;
        }

        Sent.Add((venue, type, question.ToArray()));
        return true;
    }

    public override int Poll(Span<byte> record) => 0;
}
