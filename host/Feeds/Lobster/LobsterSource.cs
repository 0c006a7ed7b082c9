using System.Globalization;
using System.Text;
using Strategies.MarketData;
using Strategies.Records;
using Strategies.Sdk;

namespace Strategies.Feeds.Lobster;

/// <summary>
/// A trading day from LOBSTER's zip as published. A packet is one row: the message's text, and the levels that entered
/// the window from outside with it, which only the orderbook file knows. With the first row come all levels of the seed
/// book.
/// </summary>
/// <remarks>
/// To find those levels the source keeps a mirror of the price levels by the "whole day" rule: apply the message, cut
/// to N levels, take every price of the orderbook row that the mirror lacks, cut again. It adds nothing else: where the
/// mirror has a level that the orderbook row has with another size, or not at all, the files contradict each other, and
/// the packets say what the messages say. <see cref="Verification.DataVerifier"/> finds such rows.
/// </remarks>
public sealed class LobsterSource : PacketSource
{
    private const string RowHint = "the file is damaged or is not LOBSTER's; fetch the zip again";

    private readonly LobsterArchive _archive;
    private readonly ZipLineReader _messages;
    private readonly ZipLineReader _orderbook;
    private readonly LobsterBookRow _reference;
    private readonly LobsterSide _asks;
    private readonly LobsterSide _bids;
    private readonly LobsterPayload _payload;
    private readonly MarketDataPrefix _session;

    /// <summary>Opens a zip.</summary>
    /// <param name="file">Its path.</param>
    /// <param name="instrument">The instrument that it is about.</param>
    /// <exception cref="FeedException">It cannot be opened or is not LOBSTER's.</exception>
    public LobsterSource(string file, InstrumentId instrument)
        : this(LobsterArchive.Find(file), instrument)
    {
    }

    private LobsterSource(LobsterArchive archive, InstrumentId instrument)
        : base(archive.File, FeedKind.Lobster, archive.Date)
    {
        _archive = archive;
        _messages = new ZipLineReader(archive.File, archive.MessageMember);
        _orderbook = new ZipLineReader(archive.File, archive.OrderbookMember);
        _reference = new LobsterBookRow(archive.Levels);

        // After a cut, one row adds at most one level and the orderbook row at most N.
        _asks = new LobsterSide(2 * archive.Levels + 1, isBid: false);
        _bids = new LobsterSide(2 * archive.Levels + 1, isBid: true);
        _payload = new LobsterPayload(instrument, archive.Levels);
        _session = SessionName.Encode(Encoding.ASCII.GetBytes(archive.Symbol));
    }

    /// <summary>The symbol that the file names say.</summary>
    public string Symbol => _archive.Symbol;

    /// <summary>Levels a side that the files cover.</summary>
    public int Levels => _archive.Levels;

    /// <summary>
    /// Levels that entered the window from outside so far; those of the seed book are not among them.
    /// </summary>
    public long LevelsTaken { get; private set; }

    /// <inheritdoc/>
    public override PayloadFormat Format => PayloadFormat.Lobster;

    /// <inheritdoc/>
    public override ReadOnlySpan<byte> Payload => _payload.Bytes;

    /// <inheritdoc/>
    public override string Position => string.Create(CultureInfo.InvariantCulture, $"row {MessagesRead}");

    /// <inheritdoc/>
    public override double FractionRead => _messages.FractionRead;

    /// <inheritdoc/>
    public override bool MoveNext()
    {
        bool hasMessage = _messages.MoveNext();
        bool hasBook = _orderbook.MoveNext();
        if (!hasMessage || !hasBook)
        {
            return hasMessage == hasBook
                ? false
                : throw (hasMessage ? RowCountsDiffer(_messages, _orderbook) : RowCountsDiffer(_orderbook, _messages));
        }

        LobsterRow row = ParseRows();
        _payload.Begin();
        if (_messages.LineNumber == 1)
        {
            SeedSide(_asks, _reference.Asks, Side.Sell);
            SeedSide(_bids, _reference.Bids, Side.Buy);
        }
        else
        {
            Apply(row);
            LevelsTaken += TakeLevels(_asks, _reference.Asks, Side.Sell) + TakeLevels(_bids, _reference.Bids, Side.Buy);
        }

        _payload.End(_messages.Line);
        Describe(row);
        return true;
    }

    /// <inheritdoc/>
    protected override void Dispose(bool disposing)
    {
        _messages.Dispose();
        _orderbook.Dispose();
    }

    private LobsterRow ParseRows()
    {
        ReadOnlySpan<byte> line = _messages.Line;
        if (line.Length > LobsterPayload.TextBytesMax || !LobsterRow.TryParse(line, out LobsterRow row))
        {
            throw _messages.Error(
                $"'{Excerpt(line)}' is not a message row (time, type 1 to 7, order id, size, price, direction ±1)",
                RowHint);
        }

        if (_reference.Parse(_orderbook.Line) is { } problem)
        {
            throw _orderbook.Error(
                $"'{Excerpt(_orderbook.Line)}' is not an orderbook row of {Levels} levels: {problem}", RowHint);
        }

        return _messages.LineNumber == 1 && _reference.IsCrossed
            ? throw _orderbook.Error("the first book is crossed: its best bid is not below its best ask", RowHint)
            : row;
    }

    private void SeedSide(LobsterSide mirror, LobsterSide seed, Side side)
    {
        for (int level = 0; level < seed.Count; level++)
        {
            mirror.Add(seed.PriceAt(level), seed.SizeAt(level));
            _payload.AddLevelSet(side, seed.PriceAt(level), seed.SizeAt(level));
        }
    }

    private void Apply(in LobsterRow row)
    {
        if (row.TouchesBook)
        {
            LobsterSide touched = row.Side == Side.Buy ? _bids : _asks;
            if (row.Type == LobsterRow.Add)
            {
                touched.Add(row.Price.Raw, row.Quantity);
            }
            else
            {
                touched.Reduce(row.Price.Raw, row.Quantity);
            }

            touched.Cut(Levels);
        }
    }

    private int TakeLevels(LobsterSide mirror, LobsterSide reference, Side side)
    {
        int taken = 0;
        for (int level = 0; level < reference.Count; level++)
        {
            if (!mirror.Contains(reference.PriceAt(level)))
            {
                mirror.Add(reference.PriceAt(level), reference.SizeAt(level));
                _payload.AddLevelSet(side, reference.PriceAt(level), reference.SizeAt(level));
                taken++;
            }
        }

        mirror.Cut(Levels);
        return taken;
    }

    private void Describe(in LobsterRow row)
    {
        ExchangeTimeNs = MidnightUtcNs + row.TimeNs;
        PacketsRead++;
        MessagesRead++;
        MarketDataPrefix prefix = _session;
        prefix.FirstSequence = prefix.LastSequence = (ulong)MessagesRead;
        Prefix = prefix;
    }

    private static FeedException RowCountsDiffer(ZipLineReader longer, ZipLineReader shorter) => longer.Error(
        $"this row has no counterpart: '{shorter.File}' ends after {shorter.LineNumber} rows",
        "one of the two files is cut; fetch the zip again");

    private static string Excerpt(ReadOnlySpan<byte> line) =>
        Encoding.ASCII.GetString(line[..Math.Min(line.Length, 80)]) + (line.Length > 80 ? "..." : string.Empty);
}
