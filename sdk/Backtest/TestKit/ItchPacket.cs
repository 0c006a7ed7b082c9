using System.Buffers.Binary;
using System.Text;
using Strategies.Sdk;

namespace Strategies.Backtest.TestKit;

/// <summary>
/// A packet of ITCH 5.0 messages, each behind its length in two bytes. Layouts after Nasdaq TotalView-ITCH 5.0; the locate code
/// is the instrument's number.
/// </summary>
/// <param name="timeOfDayNs">Stamp of every message, ns since midnight.</param>
internal sealed class ItchPacket(long timeOfDayNs)
{
    private const int SymbolBytes = 8;
    private const long PriceUnit = Price.Scale / 10_000;

    private readonly List<byte> _bytes = [];

    internal byte[] Bytes => [.. _bytes];

    internal void SystemEvent(char code) => Add('S', 0, [(byte)code]);

    internal void Directory(Instrument instrument) => Add('R', instrument.Id.Value, SymbolOf(instrument), new byte[20]);

    internal void TradingAction(Instrument instrument, char state) =>
        Add('H', instrument.Id.Value, SymbolOf(instrument), [(byte)state], new byte[5]);

    internal void AddOrder(Instrument instrument, ulong reference, Side side, long quantity, Price price) => Add(
        'A',
        instrument.Id.Value,
        Number((long)reference, 8),
        [(byte)(side == Side.Buy ? 'B' : 'S')],
        Number(quantity, 4),
        SymbolOf(instrument),
        Number(price.Raw / PriceUnit, 4));

    internal void Execute(Instrument instrument, ulong reference, long quantity, ulong match) => Add(
        'E', instrument.Id.Value, Number((long)reference, 8), Number(quantity, 4), Number((long)match, 8));

    internal void Delete(Instrument instrument, ulong reference) => Add('D', instrument.Id.Value, Number((long)reference, 8));

    internal void Trade(Instrument instrument, long quantity, Price price, ulong match) => Add(
        'P',
        instrument.Id.Value,
        new byte[8],
        [(byte)'B'],
        Number(quantity, 4),
        SymbolOf(instrument),
        Number(price.Raw / PriceUnit, 4),
        Number((long)match, 8));

    /// <summary>A price as the protocol has it: four decimals, 32 bits.</summary>
    internal static Price Checked(decimal price)
    {
        Price exact = Price.FromDecimal(price);
        return exact.Raw > 0 && exact.Raw % PriceUnit == 0 && exact.Raw / PriceUnit <= int.MaxValue
            ? exact
            : throw new HarnessException($"a price of {price} is not one of the feed: above 0, at most 200,000, four decimals");
    }

    private static byte[] SymbolOf(Instrument instrument) => Encoding.ASCII.GetBytes(instrument.Symbol.PadRight(SymbolBytes));

    private static byte[] Number(long value, int bytes)
    {
        byte[] all = new byte[sizeof(long)];
        BinaryPrimitives.WriteInt64BigEndian(all, value);
        return all[(sizeof(long) - bytes)..];
    }

    private void Add(char type, int locate, params byte[][] fields)
    {
        byte[] message = [(byte)type, .. Number(locate, 2), 0, 0, .. Number(timeOfDayNs, 6), .. fields.SelectMany(field => field)];
        _bytes.AddRange(Number(message.Length, 2));
        _bytes.AddRange(message);
    }
}
