namespace Strategies.Driver.Tests.Support;

/// <summary>Writes down what comes out, orders and questions, in their order.</summary>
internal sealed class SpySession(int room = int.MaxValue) : SessionPort
{
    internal List<(uint Type, byte[] Bytes)> Sent { get; } = [];

    public override bool Offer(ReadOnlySpan<byte> output) => TryAsk(0, output);

    public override bool TryAsk(uint type, ReadOnlySpan<byte> question)
    {
        if (Sent.Count >= room)
        {
            return false;
        }

        Sent.Add((type, question.ToArray()));
        return true;
    }

    public override int Poll(Span<byte> record) => 0;
}
