using System.Globalization;
using Strategies.MarketData;
using Strategies.Records;

namespace Strategies.Feeds.Pcap;

/// <summary>
/// MoldUDP64 packets from a classic pcap capture (both byte orders, microseconds or nanoseconds) of Ethernet frames. A
/// packet is a datagram's payload, its time that of the capture. Frames that are not UDP over IPv4, and fragments, are
/// counted and left out; a datagram that is not MoldUDP64 is an error, because leaving it out would hide damage. Gaps
/// and repeats are counted, and repeated packets are delivered as they came: dropping them is the engine's.
/// </summary>
public sealed class PcapSource : PacketSource
{
    private const int BufferBytes = 1 << 20;
    private const int RecordHeaderBytes = 16;
    private const int FrameBytesMax = 1 << 18;
    private const string DamageHint =
        "the capture is cut or damaged; fetch it again or cut it at this record with editcap";

    private readonly BufferedFeedReader _reader;
    private readonly PcapHeader _header;
    private readonly FeedSessionTracker _sessions = new();
    private int _recordBytes;
    private Range _payload;

    /// <summary>Opens a capture.</summary>
    /// <param name="file">Its path; gzip is recognised by the content.</param>
    /// <exception cref="FeedException">
    /// It cannot be opened or is not a classic pcap capture of Ethernet frames.
    /// </exception>
    public PcapSource(string file)
        : base(file, FeedKind.Pcap, PcapStart.ReadTradeDate(file))
    {
        _reader = FeedFile.OpenReader(file, BufferBytes);
        _ = _reader.TryEnsure(PcapHeader.Bytes);
        _header = PcapStart.ReadHeader(file, _reader.Peek(PcapHeader.Bytes));
        _reader.Skip(PcapHeader.Bytes);
    }

    /// <summary>Frames read so far, whatever they carry.</summary>
    public long FramesRead { get; private set; }

    /// <summary>Frames left out because they are not UDP over IPv4.</summary>
    public long OtherFrames { get; private set; }

    /// <summary>Frames left out because they are fragments of an IPv4 packet.</summary>
    public long FragmentFrames { get; private set; }

    /// <inheritdoc/>
    public override PayloadFormat Format => PayloadFormat.MoldUdp64Itch50;

    /// <inheritdoc/>
    public override ReadOnlySpan<byte> Payload => Frame[_payload];

    /// <inheritdoc/>
    public override IReadOnlyList<FeedSession> Sessions => _sessions.Sessions;

    /// <inheritdoc/>
    public override string Position =>
        string.Create(CultureInfo.InvariantCulture, $"frame {FramesRead}, byte {_reader.Offset}");

    /// <inheritdoc/>
    public override double FractionRead => _reader.FractionRead;

    private ReadOnlySpan<byte> Frame => _reader.Peek(_recordBytes)[RecordHeaderBytes..];

    /// <inheritdoc/>
    public override bool MoveNext()
    {
        while (TryReadRecord())
        {
            switch (EthernetFrame.TryFindUdp(Frame, out _payload))
            {
                case FrameKind.Udp:
                    TakePacket();
                    return true;
                case FrameKind.Other:
                    OtherFrames++;
                    break;
                case FrameKind.Fragment:
                    FragmentFrames++;
                    break;
                default:
                    throw Damage(
                        $"frame {FramesRead}: the lengths in its Ethernet, IPv4 and UDP headers contradict each other");
            }
        }

        return false;
    }

    /// <inheritdoc/>
    protected override void Dispose(bool disposing) => _reader.Dispose();

    private bool TryReadRecord()
    {
        _reader.Skip(_recordBytes);
        _recordBytes = 0;
        _payload = default;
        if (!_reader.TryEnsure(RecordHeaderBytes))
        {
            return _reader.Available == 0 ? false : throw Damage("the capture ends inside the header of a record");
        }

        ReadOnlySpan<byte> record = _reader.Peek(RecordHeaderBytes);
        uint captured = _header.ReadUInt32(record[8..]);
        uint original = _header.ReadUInt32(record[12..]);
        if (captured > FrameBytesMax)
        {
            throw Damage($"a record announces a frame of {captured} bytes, more than {FrameBytesMax}");
        }

        if (captured < original)
        {
            throw Damage($"only {captured} of {original} bytes of a frame were captured");
        }

        if (!_reader.TryEnsure(RecordHeaderBytes + (int)captured))
        {
            int there = _reader.Available - RecordHeaderBytes;
            throw Damage($"the capture ends inside a frame: {captured} bytes announced, {there} there");
        }

        _recordBytes = RecordHeaderBytes + (int)captured;
        FramesRead++;
        ExchangeTimeNs = PcapStart.TimeNs(_header, _reader.Peek(RecordHeaderBytes));
        return true;
    }

    private void TakePacket()
    {
        ReadOnlySpan<byte> packet = Payload;
        if (!MoldPacket.TryRead(packet, out MoldHeader mold))
        {
            throw FeedException.AtOffset(
                File,
                _reader.Offset,
                $"frame {FramesRead}: a UDP datagram that is not a whole MoldUDP64 packet",
                "filter the capture to the feed's addresses and ports, for example with tcpdump -r");
        }

        MarketDataPrefix prefix = SessionName.Encode(packet[..MoldHeader.SessionBytes]);
        prefix.FirstSequence = mold.Sequence;
        // A heartbeat has no messages: its last one is then the one before its first.
        prefix.LastSequence = mold.Sequence + (ulong)mold.Count - 1;
        Prefix = prefix;
        Gap = _sessions.Observe(prefix);
        PacketsRead++;
        MessagesRead += mold.Count;
    }

    private FeedException Damage(string problem) => FeedException.AtOffset(File, _reader.Offset, problem, DamageHint);
}
