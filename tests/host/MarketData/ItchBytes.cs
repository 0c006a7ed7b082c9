using System.Buffers.Binary;
using System.Text;

namespace Strategies.MarketData.Tests;

/// <summary>Builds ITCH 5.0 messages field by field, after the specification's tables.</summary>
internal static class ItchBytes
{
    internal const long TimeNs = 34_200_123_456_789;

    internal static byte[] Message(char type, int locate, params byte[][] fields) =>
        [(byte)type, .. Number(locate, 2), 0, 0, .. Number(TimeNs, 6), .. fields.SelectMany(field => field)];

    internal static byte[] Number(long value, int bytes)
    {
        byte[] all = new byte[8];
        BinaryPrimitives.WriteInt64BigEndian(all, value);
        return all[(8 - bytes)..];
    }

    internal static byte[] Text(string text, int bytes) => Encoding.ASCII.GetBytes(text.PadRight(bytes));

    internal static byte[] Frames(params byte[][] messages) =>
        messages.SelectMany(message => (byte[])[.. Number(message.Length, 2), .. message]).ToArray();

    internal static byte[] Mold(int count, params byte[][] messages) =>
        [.. Text("S1", 10), .. Number(7, 8), .. Number(count, 2), .. Frames(messages)];

    internal static byte[] Directory(int locate, string symbol) => Message('R', locate, Text(symbol, 8), new byte[20]);

    internal static byte[] Add(int locate, string symbol, char side = 'B', char type = 'A') => Message(
        type,
        locate,
        Number(99, 8),
        Text(side.ToString(), 1),
        Number(300, 4),
        Text(symbol, 8),
        Number(1_234_500, 4),
        new byte[type == 'F' ? 4 : 0]);

    internal static byte[] Delete(int locate) => Message('D', locate, Number(99, 8));
}
