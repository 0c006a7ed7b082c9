using System.Buffers.Binary;
using Strategies.Records;

namespace Strategies.Feeds.Tests.Queue;

/// <summary>A source of packets with known content and varying sizes; may fail after some.</summary>
internal sealed class FakeSource(int packets, int bytesMax, Exception? failure = null)
    : PacketSource("fake", FeedKind.ItchFile, new DateOnly(2024, 1, 2))
{
    private readonly byte[] _buffer = new byte[bytesMax + sizeof(int)];

    public bool IsDisposed { get; private set; }

    public override PayloadFormat Format => PayloadFormat.Itch50;

    public override ReadOnlySpan<byte> Payload => _buffer.AsSpan(0, LengthOf((int)PacketsRead, bytesMax));

    public override string Position => $"packet {PacketsRead}";

    public override double FractionRead => (double)PacketsRead / packets;

    public static int LengthOf(int packet, int bytesMax) => sizeof(int) + packet * 37 % (bytesMax + 1);

    public override bool MoveNext()
    {
        if (PacketsRead == packets)
        {
            return failure is null ? false : throw failure;
        }

        PacketsRead++;
        MessagesRead++;
        ExchangeTimeNs = PacketsRead * 10;
        Prefix = new MarketDataPrefix { FirstSequence = (ulong)PacketsRead, LastSequence = (ulong)PacketsRead };
        Gap = PacketsRead % 7 == 0 ? new FeedGap((ulong)PacketsRead, (ulong)PacketsRead) : FeedGap.None;
        _buffer.AsSpan().Fill((byte)PacketsRead);
        BinaryPrimitives.WriteInt32LittleEndian(_buffer, (int)PacketsRead);
        return true;
    }

    protected override void Dispose(bool disposing) => IsDisposed = true;
}
