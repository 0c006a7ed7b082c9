using Strategies.Records;

namespace Strategies.Feeds.Recorded;

/// <summary>Packets from memory as a source.</summary>
internal sealed class RecordedSource(RecordedFeed recorded) : PacketSource(
    recorded.File, recorded.Kind, recorded.TradeDate)
{
    private int _next;

    public override PayloadFormat Format => recorded.Packets[_next - 1].Format;

    public override ReadOnlySpan<byte> Payload => recorded.Packets[_next - 1].Payload;

    public override string Position => $"recorded packet {_next}";

    public override double FractionRead => recorded.Packets.Count == 0 ? 1 : (double)_next / recorded.Packets.Count;

    public override bool MoveNext()
    {
        if (_next == recorded.Packets.Count)
        {
            return false;
        }

        RecordedPacket packet = recorded.Packets[_next++];
        ExchangeTimeNs = packet.ExchangeTimeNs;
        Prefix = packet.Prefix;
        PacketsRead++;
        MessagesRead += (long)(packet.Prefix.LastSequence - packet.Prefix.FirstSequence + 1);
        return true;
    }

    protected override void Dispose(bool disposing)
    {
    }
}
