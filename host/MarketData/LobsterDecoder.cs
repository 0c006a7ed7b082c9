using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using Strategies.Records;
using Strategies.Sdk;

namespace Strategies.MarketData;

/// <summary>
/// Decodes LOBSTER records: the row's message; a cut of the book to the window; the levels that entered the window from
/// outside; if there were any, another cut. Allocation-free.
/// </summary>
internal sealed class LobsterDecoder
{
    private static readonly int PrefixBytes = Unsafe.SizeOf<LobsterPrefix>();
    private static readonly int LevelSetBytes = Unsafe.SizeOf<LobsterLevelSet>();

    private readonly bool[] _isOwn;
    private readonly long _midnightUtcNs;
    private LobsterPrefix _prefix;
    private bool _isWhole;
    private int _step;
    private InstrumentId _instrument;
    private long _exchangeTimeNs;

    internal LobsterDecoder(ReadOnlySpan<Instrument?> instruments, long midnightUtcNs)
    {
        _isOwn = new bool[instruments.Length];
        for (int index = 0; index < _isOwn.Length; index++)
        {
            _isOwn[index] = instruments[index] is not null;
        }

        _midnightUtcNs = midnightUtcNs;
    }

    internal int Offset { get; private set; }

    internal static bool TryReadPrefix(ReadOnlySpan<byte> payload, out LobsterPrefix prefix)
    {
        prefix = default;
        if (payload.Length < PrefixBytes)
        {
            return false;
        }

        prefix = MemoryMarshal.Read<LobsterPrefix>(payload);
        return prefix.TextLength >= 0
            && payload.Length == (long)PrefixBytes + (long)prefix.LevelSetCount * LevelSetBytes + prefix.TextLength;
    }

    internal void Begin(ReadOnlySpan<byte> payload)
    {
        _step = 0;
        _isWhole = TryReadPrefix(payload, out _prefix);
        Offset = _isWhole ? TextOffset : 0;
    }

    internal DecodeStatus Next(ReadOnlySpan<byte> payload, out MarketMessage message)
    {
        message = default;
        if (!_isWhole)
        {
            return DecodeStatus.Malformed;
        }

        if (_step == 0)
        {
            return DecodeRow(payload[TextOffset..], ref message);
        }

        int sets = _prefix.LevelSetCount;
        // The row and a cut; with level sets these and another cut behind them.
        int steps = sets == 0 ? 2 : sets + 3;
        if (_step == steps || _instrument == InstrumentId.None)
        {
            Offset = payload.Length;
            return DecodeStatus.End;
        }

        message.Instrument = _instrument;
        message.ExchangeTimeNs = _exchangeTimeNs;
        message.HasPrice = true;
        return _step == 1 || _step == steps - 1 ? Cut(ref message) : DecodeLevelSet(payload, _step - 2, ref message);
    }

    private int TextOffset => PrefixBytes + _prefix.LevelSetCount * LevelSetBytes;

    private DecodeStatus DecodeRow(ReadOnlySpan<byte> text, ref MarketMessage message)
    {
        if (!LobsterRow.TryParse(text, out LobsterRow row))
        {
            return DecodeStatus.Malformed;
        }

        _step = 1;
        _exchangeTimeNs = _midnightUtcNs + row.TimeNs;
        bool isKnown = _prefix.Instrument > 0 && _prefix.Instrument <= _isOwn.Length && _isOwn[_prefix.Instrument - 1];
        _instrument = isKnown ? new InstrumentId(_prefix.Instrument) : InstrumentId.None;
        message.Instrument = _instrument;
        message.ExchangeTimeNs = _exchangeTimeNs;
        message.HasPrice = true;
        message.Side = row.Side;
        message.Price = row.Price;
        message.Quantity = row.Quantity;
        message.OrderReference = row.OrderReference;
        switch (row.Type)
        {
            case LobsterRow.Add:
                message.Kind = MarketMessageKind.Add;
                break;
            case LobsterRow.Reduce:
                message.Kind = MarketMessageKind.Reduce;
                break;
            case LobsterRow.Delete:
                message.Kind = MarketMessageKind.Delete;
                break;
            case LobsterRow.Execute:
                message.Kind = MarketMessageKind.Execute;
                message.IsPrintable = true;
                break;
            case LobsterRow.HiddenTrade:
                message.Kind = MarketMessageKind.HiddenTrade;
                message.IsPrintable = true;
                break;
            case LobsterRow.CrossTrade:
                message.Kind = row.Quantity == 0 ? MarketMessageKind.Ignored : MarketMessageKind.CrossTrade;
                message.IsPrintable = true;
                break;
            default:
                message.Kind = MarketMessageKind.TradingAction;
                message.Code = row.PublishedPrice switch { < 0 => (byte)'H', 0 => (byte)'Q', _ => (byte)'T' };
                break;
        }

        return DecodeStatus.Message;
    }

    private DecodeStatus Cut(ref MarketMessage message)
    {
        _step++;
        message.Kind = MarketMessageKind.WindowCut;
        message.Quantity = _prefix.WindowLevels;
        return DecodeStatus.Message;
    }

    private DecodeStatus DecodeLevelSet(ReadOnlySpan<byte> payload, int index, ref MarketMessage message)
    {
        Offset = PrefixBytes + index * LevelSetBytes;
        LobsterLevelSet set = MemoryMarshal.Read<LobsterLevelSet>(payload[Offset..]);
        if (set.Side is not ((long)Side.Buy or (long)Side.Sell) || set.Quantity <= 0)
        {
            return DecodeStatus.Malformed;
        }

        _step++;
        message.Kind = MarketMessageKind.LevelSet;
        message.Side = (Side)set.Side;
        message.Price = new Price(set.Price);
        message.Quantity = set.Quantity;
        return DecodeStatus.Message;
    }
}
