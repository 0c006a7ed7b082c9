using System.Buffers.Binary;
using Strategies.Records;
using Strategies.Sdk;

namespace Strategies.MarketData;

/// <summary>
/// Decodes ITCH 5.0 messages behind two-byte lengths, bare or in a MoldUDP64 packet. Allocation-free.
/// </summary>
/// <remarks>
/// A trade that was not displayed (P) has no side: since 14 July 2014 the feed writes B on all of them. A cross without
/// shares (Q) is no trade, and a broken trade (B) takes nothing back: both are only counted. An operational halt (h)
/// counts when it is of Nasdaq's own market; the feed also says those of BX and PSX.
/// </remarks>
internal sealed partial class ItchDecoder
{
    private const long PriceFactor = Price.Scale / 10_000;
    private const int LocateCodes = 65_536;
    private const byte OwnMarket = (byte)'Q';

    private readonly ItchSymbolTable _symbols;
    private readonly int[] _instrumentByLocate = new int[LocateCodes];
    private readonly long _midnightUtcNs;
    private bool _isWhole;
    private int _blocksLeft;

    internal ItchDecoder(ReadOnlySpan<Instrument?> instruments, long midnightUtcNs)
    {
        _symbols = new ItchSymbolTable(instruments);
        _midnightUtcNs = midnightUtcNs;
    }

    internal int Offset { get; private set; }

    internal void Begin(PayloadFormat format, ReadOnlySpan<byte> payload)
    {
        Offset = 0;
        _isWhole = true;
        _blocksLeft = int.MaxValue;
        if (format == PayloadFormat.MoldUdp64Itch50)
        {
            _isWhole = MoldHeader.TryRead(payload, out MoldHeader header);
            _blocksLeft = header.Count;
            Offset = _isWhole ? MoldHeader.Bytes : 0;
        }
    }

    internal DecodeStatus Next(ReadOnlySpan<byte> payload, out MarketMessage message)
    {
        message = default;
        // Bare ITCH announces no count, MoldUDP64 does: then both must be at their end.
        if (_isWhole && Offset == payload.Length && _blocksLeft is 0 or int.MaxValue)
        {
            return DecodeStatus.End;
        }

        if (!_isWhole
            || _blocksLeft == 0
            || !TryReadBlock(payload, out ReadOnlySpan<byte> block)
            || !TryDecode(block, ref message))
        {
            _isWhole = false;
            return DecodeStatus.Malformed;
        }

        if (IsImpossible(in message))
        {
            message.Kind = MarketMessageKind.Invalid;
        }

        Offset += ItchMessage.LengthBytes + block.Length;
        if (_blocksLeft != int.MaxValue)
        {
            _blocksLeft--;
        }

        return DecodeStatus.Message;
    }

    private bool TryReadBlock(ReadOnlySpan<byte> payload, out ReadOnlySpan<byte> block)
    {
        block = default;
        ReadOnlySpan<byte> rest = payload[Offset..];
        if (rest.Length < ItchMessage.LengthBytes)
        {
            return false;
        }

        int length = BinaryPrimitives.ReadUInt16BigEndian(rest);
        rest = rest[ItchMessage.LengthBytes..];
        if (length > rest.Length || length < ItchMessage.HeaderBytes || length < ItchMessage.LengthMin(rest[0]))
        {
            return false;
        }

        block = rest[..length];
        return true;
    }

    private bool TryDecode(ReadOnlySpan<byte> block, ref MarketMessage message)
    {
        byte type = block[0];
        int locate = BinaryPrimitives.ReadUInt16BigEndian(block[1..]);
        int symbolOffset = ItchMessage.SymbolOffset(type);
        // Orders carry the symbol too: a core that missed the directory learns it from them.
        if (symbolOffset != 0)
        {
            _instrumentByLocate[locate] = _symbols.Find(BinaryPrimitives.ReadUInt64BigEndian(block[symbolOffset..]));
        }

        message.ExchangeTimeNs = _midnightUtcNs + ItchMessage.TimeNs(block);
        message.Instrument = type == (byte)'S' ? InstrumentId.None : new InstrumentId(_instrumentByLocate[locate]);
        return type switch
        {
            (byte)'A' or (byte)'F' or (byte)'P' => TryDecodeOrder(block, ref message),
            (byte)'E' or (byte)'C' or (byte)'X' or (byte)'D' or (byte)'U' => DecodeChange(block, ref message),
            (byte)'S' => DecodeStatusMessage(MarketMessageKind.SystemEvent, block[11], ref message),
            (byte)'R' => DecodeStatusMessage(MarketMessageKind.Directory, 0, ref message),
            (byte)'H' => DecodeStatusMessage(MarketMessageKind.TradingAction, block[19], ref message),
            (byte)'h' when block[19] == OwnMarket =>
                DecodeStatusMessage(MarketMessageKind.OperationalHalt, block[20], ref message),
            (byte)'Q' => DecodeCross(block, ref message),
            (byte)'Y' => DecodeStatusMessage(MarketMessageKind.ShortSaleRestriction, block[19], ref message),
            _ => true,
        };
    }

    private static bool TryDecodeOrder(ReadOnlySpan<byte> block, ref MarketMessage message)
    {
        bool isTrade = block[0] == (byte)'P';
        message.Kind = isTrade ? MarketMessageKind.HiddenTrade : MarketMessageKind.Add;
        message.IsPrintable = isTrade;
        message.HasPrice = true;
        message.OrderReference = BinaryPrimitives.ReadUInt64BigEndian(block[11..]);
        message.Side = isTrade ? Side.None
            : block[19] switch { (byte)'B' => Side.Buy, (byte)'S' => Side.Sell, _ => Side.None };
        message.Quantity = BinaryPrimitives.ReadUInt32BigEndian(block[20..]);
        message.Price = ReadPrice(block[32..]);
        return isTrade || message.Side != Side.None;
    }

    private static bool DecodeCross(ReadOnlySpan<byte> block, ref MarketMessage message)
    {
        ulong shares = BinaryPrimitives.ReadUInt64BigEndian(block[11..]);
        message.Kind = shares == 0 ? MarketMessageKind.Ignored : MarketMessageKind.CrossTrade;
        message.IsPrintable = true;
        message.HasPrice = true;
        message.Code = block[39];
        message.Quantity = (long)Math.Min(shares, long.MaxValue);
        message.Price = ReadPrice(block[27..]);
        return true;
    }

    /// <summary>True for shares or a price of zero where the message is about them.</summary>
    private static bool IsImpossible(in MarketMessage message) => message.Kind switch
    {
        MarketMessageKind.Add or MarketMessageKind.Replace or MarketMessageKind.HiddenTrade or MarketMessageKind.CrossTrade =>
            message.Quantity.IsZero || message.Price.IsZero,
        MarketMessageKind.Execute or MarketMessageKind.Reduce => message.Quantity.IsZero,
        _ => false,
    };

    private static bool DecodeChange(ReadOnlySpan<byte> block, ref MarketMessage message)
    {
        message.OrderReference = BinaryPrimitives.ReadUInt64BigEndian(block[11..]);
        switch (block[0])
        {
            case (byte)'E':
                message.Kind = MarketMessageKind.Execute;
                message.IsPrintable = true;
                message.Quantity = BinaryPrimitives.ReadUInt32BigEndian(block[19..]);
                break;
            case (byte)'C':
                message.Kind = MarketMessageKind.Execute;
                message.IsPrintable = block[31] == (byte)'Y';
                message.Quantity = BinaryPrimitives.ReadUInt32BigEndian(block[19..]);
                message.Price = ReadPrice(block[32..]);
                break;
            case (byte)'X':
                message.Kind = MarketMessageKind.Reduce;
                message.Quantity = BinaryPrimitives.ReadUInt32BigEndian(block[19..]);
                break;
            case (byte)'D':
                message.Kind = MarketMessageKind.Delete;
                break;
            default:
                message.Kind = MarketMessageKind.Replace;
                message.NewOrderReference = BinaryPrimitives.ReadUInt64BigEndian(block[19..]);
                message.Quantity = BinaryPrimitives.ReadUInt32BigEndian(block[27..]);
                message.Price = ReadPrice(block[31..]);
                break;
        }

        return true;
    }

    private static bool DecodeStatusMessage(MarketMessageKind kind, byte code, ref MarketMessage message)
    {
        message.Kind = kind;
        message.Code = code;
        return true;
    }

    private static Price ReadPrice(ReadOnlySpan<byte> bytes) =>
        new(BinaryPrimitives.ReadUInt32BigEndian(bytes) * PriceFactor);
}
