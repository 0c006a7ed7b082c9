using System.Buffers.Binary;
using System.Globalization;
using System.Text;
using Strategies.MarketData;
using Strategies.Records;

namespace Strategies.Feeds.Itch;

/// <summary>
/// ITCH 5.0 from a file in which every message stands behind a two-byte big-endian length, as Nasdaq publishes its
/// days. A packet is one message with its length. The session is named <c>ITCH</c> and the date; the sequence is the
/// number of the message, from 1.
/// </summary>
public sealed class ItchFileSource : PacketSource
{
    private const int BufferBytes = 1 << 18;
    private const string DamageHint = "the file is cut or is not ITCH 5.0 behind two-byte lengths; fetch it again";

    private readonly BufferedFeedReader _reader;
    private readonly MarketDataPrefix _session;
    private int _frameBytes;

    /// <summary>Opens a file.</summary>
    /// <param name="file">Its path; gzip is recognised by the content.</param>
    /// <param name="tradeDate">
    /// The trading day; null: eight digits yyyymmdd (or mmddyyyy, as Nasdaq names its files) in the file's name, else
    /// 1970-01-01.
    /// </param>
    /// <exception cref="FeedException">The file cannot be opened.</exception>
    public ItchFileSource(string file, DateOnly? tradeDate = null)
        : base(
            file, FeedKind.ItchFile, tradeDate ?? FileNameDate.Find(Path.GetFileName(file)) ?? new DateOnly(1970, 1, 1))
    {
        _reader = FeedFile.OpenReader(file, BufferBytes);
        _session = SessionName.Encode(
            Encoding.ASCII.GetBytes("ITCH" + TradeDate.ToString("yyyyMMdd", CultureInfo.InvariantCulture)));
    }

    /// <inheritdoc/>
    public override PayloadFormat Format => PayloadFormat.Itch50;

    /// <inheritdoc/>
    public override ReadOnlySpan<byte> Payload => _reader.Peek(_frameBytes);

    /// <inheritdoc/>
    public override string Position =>
        string.Create(CultureInfo.InvariantCulture, $"message {MessagesRead}, byte {_reader.Offset}");

    /// <inheritdoc/>
    public override double FractionRead => _reader.FractionRead;

    /// <inheritdoc/>
    public override bool MoveNext()
    {
        _reader.Skip(_frameBytes);
        _frameBytes = 0;
        if (!_reader.TryEnsure(ItchMessage.LengthBytes))
        {
            return _reader.Available == 0 ? false : throw Damage("the file ends inside the length of a message");
        }

        int length = BinaryPrimitives.ReadUInt16BigEndian(_reader.Peek(ItchMessage.LengthBytes));
        if (length < ItchMessage.HeaderBytes)
        {
            throw Damage($"a message of {length} bytes; every message has at least {ItchMessage.HeaderBytes}");
        }

        if (!_reader.TryEnsure(ItchMessage.LengthBytes + length))
        {
            int there = _reader.Available - ItchMessage.LengthBytes;
            throw Damage($"the file ends inside a message: {length} bytes announced, {there} there");
        }

        _frameBytes = ItchMessage.LengthBytes + length;
        ExchangeTimeNs = MidnightUtcNs + ItchMessage.TimeNs(Payload[ItchMessage.LengthBytes..]);
        PacketsRead++;
        MessagesRead++;
        MarketDataPrefix prefix = _session;
        prefix.FirstSequence = prefix.LastSequence = (ulong)MessagesRead;
        Prefix = prefix;
        return true;
    }

    /// <inheritdoc/>
    protected override void Dispose(bool disposing) => _reader.Dispose();

    private FeedException Damage(string problem) => FeedException.AtOffset(File, _reader.Offset, problem, DamageHint);
}
