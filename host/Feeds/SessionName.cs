using System.Buffers.Binary;
using System.Text;
using Strategies.Records;

namespace Strategies.Feeds;

/// <summary>
/// Names of feed sessions, up to 16 ASCII characters, as a <see cref="MarketDataPrefix"/> holds them.
/// </summary>
public static class SessionName
{
    /// <summary>Longest name.</summary>
    public const int CharactersMax = 16;

    /// <summary>A prefix with a session's name and no sequences.</summary>
    /// <param name="name">ASCII; what is longer than 16 characters is cut.</param>
    public static MarketDataPrefix Encode(ReadOnlySpan<byte> name)
    {
        Span<byte> padded = stackalloc byte[CharactersMax];
        padded.Clear();
        name[..Math.Min(name.Length, CharactersMax)].CopyTo(padded);
        return new MarketDataPrefix
        {
            SessionLow = BinaryPrimitives.ReadUInt64LittleEndian(padded),
            SessionHigh = BinaryPrimitives.ReadUInt64LittleEndian(padded[8..]),
        };
    }

    /// <summary>The name in a prefix, without padding.</summary>
    /// <param name="prefix">The prefix.</param>
    public static string Decode(in MarketDataPrefix prefix)
    {
        Span<byte> padded = stackalloc byte[CharactersMax];
        BinaryPrimitives.WriteUInt64LittleEndian(padded, prefix.SessionLow);
        BinaryPrimitives.WriteUInt64LittleEndian(padded[8..], prefix.SessionHigh);
        return Encoding.ASCII.GetString(padded).TrimEnd('\0', ' ');
    }
}
