using System.Globalization;
using Strategies.MarketData;
using Strategies.Records;

namespace Strategies.Feeds.Pcap;

/// <summary>
/// MoldUDP64 packets from a classic pcap capture (both byte orders, microseconds or nanoseconds) of Ethernet frames. A
/// packet is a datagram's payload, its time that of the capture. Frames that are not UDP over IPv4, and fragments, are
/// counted and left out; a datagram that is not MoldUDP64 is an error, because leaving it out would hide damage.
/// </summary>
/// <remarks>
/// A feed that was captured on two lines comes once: every sequence of a session is taken once, in order, from whichever
/// line had it first, and what is heard again is counted in <see cref="Sessions"/>. What one line lost comes from the
/// other, at the time at which that had it, if it had it within 10 ms; else there is a gap.
/// </remarks>
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
    private readonly PacketSequencer _sequencer = new();
    private int _recordBytes;
    private Range _payload;
    private LinePacket _read;
    private bool _isReadAhead;
    private bool _isFrame;
    private FeedException? _damage;

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
    public override ReadOnlySpan<byte> Payload => _isFrame ? Frame[_payload] : _sequencer.Bytes;

    /// <inheritdoc/>
    public override IReadOnlyList<FeedSession> Sessions => _sessions.Sessions;

    /// <inheritdoc/>
    public override string Position =>
        string.Create(CultureInfo.InvariantCulture, $"frame {_sequencer.Packet.Frame}, byte {_sequencer.Packet.FrameOffset}");

    /// <inheritdoc/>
    public override double FractionRead => _reader.FractionRead;

    private ReadOnlySpan<byte> Frame => _reader.Peek(_recordBytes)[RecordHeaderBytes..];

    /// <inheritdoc/>
    public override bool MoveNext()
    {
        bool isAtEnd = false;
        while (true)
        {
            if (_sequencer.TryRelease(isAtEnd ? long.MaxValue : _isReadAhead ? _read.TimeNs : long.MinValue))
            {
                // A packet that waited comes no earlier than the one in front of it.
                Describe(Math.Max(ExchangeTimeNs, _sequencer.Packet.TimeNs));
                return true;
            }

            if (isAtEnd)
            {
                return _damage is null ? false : throw _damage;
            }

            if (!_isReadAhead)
            {
                isAtEnd = !TryReadAhead();
                continue;
            }

            SequencedAs outcome = _sequencer.Take(in _read, Frame[_payload]);
            _isReadAhead = outcome == SequencedAs.NoRoom;
            if (outcome == SequencedAs.Next)
            {
                Describe(_sequencer.Packet.TimeNs);
                return true;
            }
        }
    }

    /// <inheritdoc/>
    protected override void Dispose(bool disposing) => _reader.Dispose();

    /// <summary>Reads the next packet, so that those that wait know how late it is.</summary>
    /// <returns>False at the end of the feed, or in front of damage: what waits comes first.</returns>
    private bool TryReadAhead()
    {
        try
        {
            _isReadAhead = _damage is null && TryReadPacket();
        }
        catch (FeedException damage)
        {
            _damage = damage;
        }

        return _isReadAhead;
    }

    private bool TryReadPacket()
    {
        while (TryReadRecord())
        {
            switch (EthernetFrame.TryFindUdp(Frame, out _payload))
            {
                case FrameKind.Udp:
                    ReadPacket();
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
        return true;
    }

    private void ReadPacket()
    {
        ReadOnlySpan<byte> packet = Frame[_payload];
        if (!MoldPacket.TryRead(packet, out MoldHeader mold))
        {
            throw FeedException.AtOffset(
                File,
                _reader.Offset,
                $"frame {FramesRead}: a UDP datagram that is not a whole MoldUDP64 packet",
                "filter the capture to the feed's addresses and ports, for example with tcpdump -r");
        }

        MarketDataPrefix name = SessionName.Encode(packet[..MoldHeader.SessionBytes]);
        name.FirstSequence = mold.Sequence;
        _read = new LinePacket
        {
            Session = _sessions.Of(name),
            Name = name,
            FirstSequence = mold.Sequence,
            Count = mold.Count,
            TimeNs = PcapStart.TimeNs(_header, _reader.Peek(RecordHeaderBytes)),
            Frame = FramesRead,
            FrameOffset = _reader.Offset,
        };
        _read.Session.Hear(mold.Count);
    }

    private void Describe(long timeNs)
    {
        ref readonly LinePacket packet = ref _sequencer.Packet;
        MarketDataPrefix prefix = packet.Name;
        prefix.FirstSequence = packet.FirstSequence;
        // A heartbeat has no messages: its last one is then the one before its first.
        prefix.LastSequence = packet.EndSequence - 1;
        Prefix = prefix;
        Gap = _sequencer.Gap;
        ExchangeTimeNs = timeNs;
        _isFrame = _sequencer.IsPacketAsRead;
        PacketsRead++;
        MessagesRead += packet.Count;
    }

    private FeedException Damage(string problem) => FeedException.AtOffset(File, _reader.Offset, problem, DamageHint);
}
