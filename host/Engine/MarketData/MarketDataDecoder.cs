using Strategies.Engine.Records;

namespace Strategies.Engine.MarketData;

/// <summary>
/// Turns the raw bytes of market-data records into messages, one at a time: packet in, one or many messages out. Holds what
/// decoding must remember between packets (which locate code means which instrument).
/// </summary>
/// <remarks>
/// Allocation-free after construction. Used by the engine and, as another instance, by the simulated venue. Usage:
/// <c>decoder.Begin(format, payload); while (decoder.Next(payload, out message) == DecodeStatus.Message) ...</c>
/// </remarks>
public sealed class MarketDataDecoder
{
    /// <summary>Makes a decoder for a universe.</summary>
    /// <param name="instruments">The universe in order of identifier, the first with identifier 1.</param>
    /// <param name="midnightUtcNs">Local midnight of the venue, ns since 1970-01-01 UTC.</param>
    public MarketDataDecoder(ReadOnlySpan<Sdk.Instrument> instruments, long midnightUtcNs)
    {
        MidnightUtcNs = midnightUtcNs;
        _ = instruments.Length;
    }

    /// <summary>Local midnight of the venue, ns since 1970-01-01 UTC.</summary>
    public long MidnightUtcNs { get; }

    /// <summary>Byte offset in the packet at which the next message starts, or at which decoding failed.</summary>
    public int Offset { get; private set; }

    /// <summary>Starts a packet.</summary>
    /// <param name="format">How it is coded.</param>
    /// <param name="payload">The raw bytes behind the record's <see cref="MarketDataPrefix"/>.</param>
    public void Begin(PayloadFormat format, ReadOnlySpan<byte> payload)
    {
        Offset = payload.Length;
    }

    /// <summary>Decodes the next message of the packet.</summary>
    /// <param name="payload">The same bytes as given to <see cref="Begin"/>.</param>
    /// <param name="message">The message.</param>
    public DecodeStatus Next(ReadOnlySpan<byte> payload, out MarketMessage message)
    {
        message = default;
        return DecodeStatus.End;
    }
}
