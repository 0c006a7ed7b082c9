using Strategies.MarketData.Tests;
using Strategies.Sdk;

namespace Strategies.Engine.Tests.Support;

/// <summary>ITCH 5.0 messages of one instrument, whose locate code is its identifier.</summary>
internal static class Itch
{
    private const long PriceFactor = Price.Scale / 10_000;

    internal static byte[] Directory(int locate, string symbol) => ItchBytes.Directory(locate, symbol);

    internal static byte[] System(char code) => ItchBytes.Message('S', 0, [(byte)code]);

    internal static byte[] Add(int locate, string symbol, Side side, ulong reference, long quantity, Price price) =>
        ItchBytes.Message(
        'A',
        locate,
        ItchBytes.Number((long)reference, 8),
        [(byte)(side == Side.Buy ? 'B' : 'S')],
        ItchBytes.Number(quantity, 4),
        ItchBytes.Text(symbol, 8),
        ItchBytes.Number(price.Raw / PriceFactor, 4));

    internal static byte[] Execute(int locate, ulong reference, long quantity) => ItchBytes.Message(
        'E', locate, ItchBytes.Number((long)reference, 8), ItchBytes.Number(quantity, 4), new byte[8]);

    internal static byte[] ExecuteAt(int locate, ulong reference, long quantity, Price price, bool isPrintable) =>
        ItchBytes.Message(
        'C',
        locate,
        ItchBytes.Number((long)reference, 8),
        ItchBytes.Number(quantity, 4),
        new byte[8],
        [(byte)(isPrintable ? 'Y' : 'N')],
        ItchBytes.Number(price.Raw / PriceFactor, 4));

    internal static byte[] Reduce(int locate, ulong reference, long quantity) =>
        ItchBytes.Message('X', locate, ItchBytes.Number((long)reference, 8), ItchBytes.Number(quantity, 4));

    internal static byte[] Delete(int locate, ulong reference) =>
        ItchBytes.Message('D', locate, ItchBytes.Number((long)reference, 8));

    internal static byte[] Replace(int locate, ulong reference, ulong newReference, long quantity, Price price) =>
        ItchBytes.Message(
        'U',
        locate,
        ItchBytes.Number((long)reference, 8),
        ItchBytes.Number((long)newReference, 8),
        ItchBytes.Number(quantity, 4),
        ItchBytes.Number(price.Raw / PriceFactor, 4));

    internal static byte[] HiddenTrade(int locate, string symbol, long quantity, Price price) => ItchBytes.Message(
        'P',
        locate,
        new byte[8],
        [(byte)'B'],
        ItchBytes.Number(quantity, 4),
        ItchBytes.Text(symbol, 8),
        ItchBytes.Number(price.Raw / PriceFactor, 4),
        new byte[8]);

    internal static byte[] Cross(int locate, string symbol, long quantity, Price price, char type = 'O') =>
        ItchBytes.Message(
        'Q',
        locate,
        ItchBytes.Number(quantity, 8),
        ItchBytes.Text(symbol, 8),
        ItchBytes.Number(price.Raw / PriceFactor, 4),
        new byte[8],
        [(byte)type]);

    internal static byte[] OperationalHalt(int locate, string symbol, char action, char market = 'Q') =>
        ItchBytes.Message('h', locate, ItchBytes.Text(symbol, 8), [(byte)market, (byte)action]);

    internal static byte[] TradingAction(int locate, string symbol, char state) =>
        ItchBytes.Message('H', locate, ItchBytes.Text(symbol, 8), [(byte)state], new byte[5]);

    /// <summary>A message type that is counted and not used.</summary>
    internal static byte[] Unused(int locate) => ItchBytes.Message('N', locate, new byte[9]);
}
