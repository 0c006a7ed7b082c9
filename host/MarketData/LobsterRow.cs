using Strategies.Sdk;

namespace Strategies.MarketData;

/// <summary>One row of a LOBSTER message file: time, type, order id, size, price, direction.</summary>
public struct LobsterRow
{
    /// <summary>Raw price units (1e-8) in one unit of the file (1e-4).</summary>
    public const long PriceFactor = Sdk.Price.Scale / 10_000;

    /// <summary>Type of a new limit order.</summary>
    public const int Add = 1;

    /// <summary>Type of a partial cancellation.</summary>
    public const int Reduce = 2;

    /// <summary>Type of a deletion.</summary>
    public const int Delete = 3;

    /// <summary>Type of an execution of a displayed order.</summary>
    public const int Execute = 4;

    /// <summary>Type of an execution of a hidden order.</summary>
    public const int HiddenTrade = 5;

    /// <summary>
    /// Type of a cross (auction): one row that sums up executions, of which those of displayed orders have rows of their
    /// own. Its order id is below zero.
    /// </summary>
    public const int CrossTrade = 6;

    /// <summary>Type of a trading halt: price -1 halted, 0 quotation resumes, 1 trading resumes.</summary>
    public const int TradingAction = 7;

    private const long PriceMax = long.MaxValue / PriceFactor;

    // -1 opening cross, -2 closing cross, -3 and -4 the others.
    private const long CrossReferenceMin = -4;

    /// <summary>Time after local midnight of the venue, in ns.</summary>
    public long TimeNs;

    /// <summary>What happened: one of the constants above.</summary>
    public int Type;

    /// <summary>The venue's reference of the order; zero for hidden executions, crosses and halts.</summary>
    public ulong OrderReference;

    /// <summary>Shares added, canceled, executed; for a deletion what was left; zero for a cross that found none.</summary>
    public int Quantity;

    /// <summary>Price as published: x10,000; for a halt its code.</summary>
    public long PublishedPrice;

    /// <summary>
    /// Side of the resting order; none for a halt, a cross and a hidden execution, on which the feed masks it.
    /// </summary>
    public Side Side;

    /// <summary>The price; zero for a halt.</summary>
    public readonly Price Price => new(Type == TradingAction ? 0 : PublishedPrice * PriceFactor);

    /// <summary>True when the row changes the displayed book.</summary>
    public readonly bool TouchesBook => Type is >= Add and <= Execute;

    /// <summary>Reads a row.</summary>
    /// <param name="text">The row without its line end.</param>
    /// <param name="row">The row.</param>
    /// <returns>False when it is not six fields in their ranges, or of a type that is not known.</returns>
    public static bool TryParse(ReadOnlySpan<byte> text, out LobsterRow row)
    {
        row = default;
        bool isRead = LobsterScanner.TryScan(text, out LobsterFields fields) || TryReadFields(text, out fields);
        bool isCross = fields.Type == CrossTrade;
        if (!isRead || fields.Reference < (isCross ? CrossReferenceMin : 0) || fields.Quantity is < 0 or > int.MaxValue)
        {
            return false;
        }

        row.TimeNs = fields.TimeNs;
        row.OrderReference = isCross ? 0 : (ulong)fields.Reference;
        row.Quantity = (int)fields.Quantity;
        row.PublishedPrice = fields.PublishedPrice;
        switch (fields.Type)
        {
            case TradingAction:
                row.Type = TradingAction;
                return row.PublishedPrice is >= -1 and <= 1;
            case CrossTrade:
                row.Type = CrossTrade;
                return row.PublishedPrice <= PriceMax && row.PublishedPrice >= (row.Quantity == 0 ? 0 : 1);
            case >= Add and <= HiddenTrade:
                row.Type = (int)fields.Type;
                row.Side = row.Type == HiddenTrade ? Side.None : fields.Direction == 1 ? Side.Buy : Side.Sell;
                return fields.Direction is 1 or -1 && row.Quantity > 0 && row.PublishedPrice is > 0 and <= PriceMax;
            default:
                return false;
        }
    }

    /// <summary>Reads the fields one after another, whatever their lengths.</summary>
    internal static bool TryReadFields(ReadOnlySpan<byte> text, out LobsterFields fields)
    {
        fields = default;
        int offset = 0;
        return AsciiNumber.TryReadSeconds(text, ref offset, out fields.TimeNs)
            && TryReadField(text, ref offset, out fields.Type)
            && TryReadField(text, ref offset, out fields.Reference)
            && TryReadField(text, ref offset, out fields.Quantity)
            && TryReadField(text, ref offset, out fields.PublishedPrice)
            && TryReadField(text, ref offset, out fields.Direction)
            && offset == text.Length;
    }

    private static bool TryReadField(ReadOnlySpan<byte> text, ref int offset, out long value)
    {
        value = 0;
        return AsciiNumber.TrySkip(text, ref offset, (byte)',')
            && AsciiNumber.TryReadInt64(text, ref offset, out value);
    }
}
