using System.Buffers.Binary;
using Strategies.Records;
using Strategies.Sdk;

namespace Strategies.MarketData;

/// <summary>
/// Turns the raw bytes of market-data records into messages, one at a time: packet in, one or many messages out. Holds
/// what decoding must remember between packets (which locate code means which instrument).
/// </summary>
/// <remarks>
/// Allocation-free after construction. Used by the engine and, as another instance, by the simulated venue. Usage:
/// <c>decoder.Begin(format, payload); while (decoder.Next(payload, out message) == DecodeStatus.Message) ...</c>
/// A message about an instrument outside the universe comes with no instrument: it is counted, and nothing else. The
/// corrections of a LOBSTER record (kinds above <see cref="MarketMessageKind.Correction"/>) follow its message and are
/// left out in that case.
/// </remarks>
public sealed partial class MarketDataDecoder
{
    private readonly LobsterDecoder _lobster;
    private readonly ItchDecoder _itch;
    private PayloadFormat _format;

    /// <summary>Makes a decoder for a universe.</summary>
    /// <param name="instruments">The universe in order of identifier, the first with identifier 1.</param>
    /// <param name="midnightUtcNs">Local midnight of the venue, ns since 1970-01-01 UTC.</param>
    /// <param name="venue">
    /// The venue of the feed: an instrument of another one is outside its universe. None: all instruments are inside.
    /// </param>
    /// <exception cref="ArgumentException">Two instruments of the feed have the same symbol.</exception>
    public MarketDataDecoder(ReadOnlySpan<Instrument> instruments, long midnightUtcNs, VenueId venue = default)
    {
        MidnightUtcNs = midnightUtcNs;
        Instrument?[] own = instruments.ToArray();
        for (int index = 0; index < own.Length; index++)
        {
            own[index] = venue == VenueId.None || own[index]!.Venue == venue ? own[index] : null;
        }

        _lobster = new LobsterDecoder(own, midnightUtcNs);
        _itch = new ItchDecoder(own, midnightUtcNs);
    }

    /// <summary>Local midnight of the venue, ns since 1970-01-01 UTC.</summary>
    public long MidnightUtcNs { get; }

    /// <summary>Byte offset in the packet at which the next message starts, or at which decoding failed.</summary>
    public int Offset => _format switch
    {
        PayloadFormat.Lobster => _lobster.Offset,
        PayloadFormat.Itch50 or PayloadFormat.MoldUdp64Itch50 => _itch.Offset,
        _ => 0,
    };

    /// <summary>Messages of the feed in a packet, corrections excluded, without decoding them.</summary>
    /// <param name="format">How it is coded.</param>
    /// <param name="payload">The raw bytes behind the record's <see cref="MarketDataPrefix"/>.</param>
    /// <returns>
    /// The count; a packet that cannot be read to its end counts what it announces (MoldUDP64) or what is whole (the
    /// others).
    /// </returns>
    public static int CountMessages(PayloadFormat format, ReadOnlySpan<byte> payload)
    {
        switch (format)
        {
            case PayloadFormat.Lobster:
                return LobsterDecoder.TryReadPrefix(payload, out _) ? 1 : 0;
            case PayloadFormat.MoldUdp64Itch50:
                return MoldHeader.TryRead(payload, out MoldHeader header) ? header.Count : 0;
            case PayloadFormat.Itch50:
                return CountFrames(payload);
            default:
                return 0;
        }
    }

    /// <summary>Starts a packet.</summary>
    /// <param name="format">How it is coded.</param>
    /// <param name="payload">The raw bytes behind the record's <see cref="MarketDataPrefix"/>.</param>
    public void Begin(PayloadFormat format, ReadOnlySpan<byte> payload)
    {
        _format = format;
        switch (format)
        {
            case PayloadFormat.Lobster:
                _lobster.Begin(payload);
                break;
            case PayloadFormat.Itch50 or PayloadFormat.MoldUdp64Itch50:
                _itch.Begin(format, payload);
                break;
        }
    }

    /// <summary>Decodes the next message of the packet.</summary>
    /// <param name="payload">The same bytes as given to <see cref="Begin"/>.</param>
    /// <param name="message">The message.</param>
    public DecodeStatus Next(ReadOnlySpan<byte> payload, out MarketMessage message)
    {
        switch (_format)
        {
            case PayloadFormat.Lobster:
                return _lobster.Next(payload, out message);
            case PayloadFormat.Itch50 or PayloadFormat.MoldUdp64Itch50:
                return _itch.Next(payload, out message);
            default:
                message = default;
                return DecodeStatus.Malformed;
        }
    }

    private static int CountFrames(ReadOnlySpan<byte> payload)
    {
        int count = 0;
        int offset = 0;
        while (offset + ItchMessage.LengthBytes <= payload.Length)
        {
            offset += ItchMessage.LengthBytes + BinaryPrimitives.ReadUInt16BigEndian(payload[offset..]);
            count += offset <= payload.Length ? 1 : 0;
        }

        return count;
    }
}
