using System.Globalization;
using Strategies.MarketData;
using Strategies.Records;

namespace Strategies.Feeds.Pcap;

/// <summary>
/// MoldUDP64 packets from a classic pcap capture (both byte orders, microseconds or nanoseconds) of Ethernet frames. A
/// packet is a datagram's payload, its time that of the capture. Frames that are not UDP over IPv4, and fragments, are
/// counted and left out; a datagram that is not MoldUDP64 is an error, because leaving it out would hide damage. A frame whose
/// checksum is wrong is left out as whoever receives it would, and <see cref="Remark"/> says so: its messages are missing.
/// </summary>
/// <remarks>
/// A feed that was captured on two lines comes once: every sequence of a session is taken once, in order, from whichever
/// line had it first, and what is heard again is counted in <see cref="Sessions"/>. What one line lost comes from the
/// other, at the time at which that had it, if it had it within 10 ms; else there is a gap.
/// </remarks>
public sealed class PcapSource : PacketSource
{
    private const int BufferBytes = 1 << 20;
    private const int FrameBytesMax = 1 << 18;
    private const string DamageHint =
        "the capture is cut or damaged; fetch it again or cut it at this record with editcap";

    private readonly BufferedFeedReader _reader;
    private readonly PcapHeader _header;
    private readonly ChecksumRule _checksums;
    private readonly FeedSessionTracker _sessions = new();
    private readonly PacketSequencer _sequencer = new();
    private int _recordBytes;
    private Range _payload;
    private LinePacket _read;
    private bool _isReadAhead;
    private bool _isFrame;
    private string _firstDamaged = string.Empty;
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
        _ = _reader.TryEnsure(BufferBytes);
        _checksums = ChecksumSurvey.RuleOf(in _header, _reader.Peek(_reader.Available));
    }

    /// <summary>Frames read so far, whatever they carry.</summary>
    public long FramesRead { get; private set; }

    /// <summary>Frames left out because they are not UDP over IPv4.</summary>
    public long OtherFrames { get; private set; }

    /// <summary>Frames left out because they are fragments of an IPv4 packet.</summary>
    public long FragmentFrames { get; private set; }

    /// <summary>Frames left out because a checksum does not fit.</summary>
    public long DamagedFrames { get; private set; }

    /// <summary>Which checksums are not judged, and why; empty when all are.</summary>
    public string ChecksumNote => _checksums.Note;

    /// <inheritdoc/>
    public override string Remark => DamagedFrames == 0 ? string.Empty : string.Create(
        CultureInfo.InvariantCulture,
        $"frames with a wrong checksum were left out, {DamagedFrames} of {FramesRead}; the first is {_firstDamaged}");

    /// <inheritdoc/>
    public override PayloadFormat Format => PayloadFormat.MoldUdp64Itch50;

    /// <inheritdoc/>
    public override ReadOnlySpan<byte> Payload => _isFrame ? Frame[_payload] : _sequencer.Bytes;

    /// <inheritdoc/>
    public override IReadOnlyList<FeedSession> Sessions => _sessions.Sessions;

    /// <inheritdoc/>
    public override string Position => At(_sequencer.Packet.Frame, _sequencer.Packet.FrameOffset);

    /// <inheritdoc/>
    public override double FractionRead => _reader.FractionRead;

    /// <summary>Is told of all that is heard and left out; null for nobody.</summary>
    internal FrameWatch? Watch { get; set; }

    private ReadOnlySpan<byte> Frame => _reader.Peek(_recordBytes)[PcapHeader.RecordBytes..];

    /// <summary>A place in a capture, for messages to people.</summary>
    internal static string At(long frame, long offset) =>
        string.Create(CultureInfo.InvariantCulture, $"frame {frame}, byte {offset}");

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
            FrameKind kind = EthernetFrame.TryFindUdp(Frame, _checksums, out UdpPlace place);
            switch (kind)
            {
                case FrameKind.Udp:
                    _payload = place.Payload;
                    ReadPacket();
                    return true;
                case FrameKind.Other or FrameKind.Fragment:
                    OtherFrames += kind == FrameKind.Other ? 1 : 0;
                    FragmentFrames += kind == FrameKind.Fragment ? 1 : 0;
                    Watch?.LeaveOut(Frame, FramesRead, _reader.Offset);
                    break;
                case FrameKind.Damaged:
                    _firstDamaged = DamagedFrames++ == 0 ? At(FramesRead, _reader.Offset) : _firstDamaged;
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
        if (!_reader.TryEnsure(PcapHeader.RecordBytes))
        {
            return _reader.Available == 0 ? false : throw Damage("the capture ends inside the header of a record");
        }

        ReadOnlySpan<byte> record = _reader.Peek(PcapHeader.RecordBytes);
        uint captured = _header.ReadUInt32(record[PcapHeader.CapturedOffset..]);
        uint original = _header.ReadUInt32(record[PcapHeader.OriginalOffset..]);
        if (captured > FrameBytesMax)
        {
            throw Damage($"a record announces a frame of {captured} bytes, more than {FrameBytesMax}");
        }

        if (captured < original)
        {
            throw Damage($"only {captured} of {original} bytes of a frame were captured");
        }

        if (!_reader.TryEnsure(PcapHeader.RecordBytes + (int)captured))
        {
            int there = _reader.Available - PcapHeader.RecordBytes;
            throw Damage($"the capture ends inside a frame: {captured} bytes announced, {there} there");
        }

        _recordBytes = PcapHeader.RecordBytes + (int)captured;
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
            TimeNs = PcapStart.TimeNs(_header, _reader.Peek(PcapHeader.RecordBytes)),
            Frame = FramesRead,
            FrameOffset = _reader.Offset,
        };
        Watch?.Hear(in _read, packet);
        _read.Session.Hear(mold.Count, _read.TimeNs);
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
