using System.Buffers.Binary;
using System.Globalization;
using System.Text;
using Strategies.MarketData;
using Strategies.Records;

namespace Strategies.Feeds.Itch;

/// <summary>
/// ITCH 5.0 from a file in which every message stands behind a two-byte big-endian length, as Nasdaq publishes its
/// days. A packet is one message with its length. The session is named <c>ITCH</c> and the date; the sequence is the
/// number of the message, from 1. A message of length 0 is the mark at the session's end: what follows is not read, and
/// <see cref="PacketSource.Remark"/> says so when something does.
/// </summary>
public sealed class ItchFileSource : PacketSource
{
    private const int BufferBytes = 1 << 18;
    private const string DamageHint = "the file is cut or is not ITCH 5.0 behind two-byte lengths; fetch it again";

    private readonly BufferedFeedReader _reader;
    private readonly MarketDataPrefix _session;
    private int _frameBytes;
    private bool _isEnded;
    private string _remark = string.Empty;

    /// <summary>Opens a file.</summary>
    /// <param name="file">Its path; gzip is recognised by the content.</param>
    /// <param name="tradeDate">
    /// The trading day; null: that in the file's name, eight digits yyyymmdd or mmddyyyy (01302019.NASDAQ_ITCH50), or
    /// Smmddyy-v50.txt.
    /// </param>
    /// <exception cref="FeedException">The file cannot be opened, or nothing says its trading day.</exception>
    public ItchFileSource(string file, DateOnly? tradeDate = null)
        : base(file, FeedKind.ItchFile, tradeDate ?? FileNameDate.Find(Path.GetFileName(file)) ?? throw NoDate(file))
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
    public override string Remark => _remark;

    /// <inheritdoc/>
    public override bool MoveNext()
    {
        _reader.Skip(_frameBytes);
        _frameBytes = 0;
        if (_isEnded)
        {
            return false;
        }

        if (!_reader.TryEnsure(ItchMessage.LengthBytes))
        {
            return _reader.Available == 0 ? false : throw Damage("the file ends inside the length of a message");
        }

        int length = BinaryPrimitives.ReadUInt16BigEndian(_reader.Peek(ItchMessage.LengthBytes));
        if (length == 0)
        {
            End();
            return false;
        }

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

    private void End()
    {
        _isEnded = true;
        _reader.Skip(ItchMessage.LengthBytes);
        if (_reader.TryEnsure(1))
        {
            _remark = string.Create(
                CultureInfo.InvariantCulture, $"bytes follow the end of the session at byte {_reader.Offset}; they are not read");
        }
    }

    private static FeedException NoDate(string file) => FeedException.ForFile(
        file,
        "the file says times of day and neither it nor its name says the trading day",
        "give the day: --date yyyy-MM-dd on the command line, feed.tradeDate in a plan, or yyyymmdd in the file's name");

    private FeedException Damage(string problem) => FeedException.AtOffset(File, _reader.Offset, problem, DamageHint);
}
