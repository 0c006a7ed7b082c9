using System.Buffers.Binary;
using System.Globalization;
using Strategies.MarketData;
using Strategies.Records;

namespace Strategies.Feeds.Verification;

/// <summary>Counts the messages of a feed by type, decoding each of them as the engine would.</summary>
internal sealed class MessageCounter
{
    private const int PacketsPerReport = 4096;

    private readonly PacketSource _source;
    private readonly MarketDataDecoder _decoder;
    private readonly UniverseCollector _universe = new();
    private readonly StampChecker _stamps;
    private readonly RepeatFinder _repeats = new();
    private readonly OrderChecker _orders;
    private readonly long[] _countByType = new long[256];

    internal MessageCounter(PacketSource source)
    {
        _source = source;

        // Types and times are all that is asked for, and they do not depend on the universe.
        _decoder = new MarketDataDecoder([], source.MidnightUtcNs);
        _stamps = new StampChecker(source);
        _orders = new OrderChecker(source);
    }

    internal long Messages { get; private set; }

    internal long? FirstTimeNs { get; private set; }

    internal long? LastTimeNs { get; private set; }

    internal long TimeReversals { get; private set; }

    internal StampReport Stamps => _stamps.Report;

    internal OrderReport Orders => _orders.Report;

    internal long InvalidMessages { get; private set; }

    /// <summary>Where the first invalid message stands; empty when there is none.</summary>
    internal string FirstInvalid { get; private set; } = string.Empty;

    internal long OddMessages { get; private set; }

    /// <summary>Where the first odd message stands, and what it is; empty when there is none.</summary>
    internal string FirstOdd { get; private set; } = string.Empty;

    internal long RepeatedMessages => _repeats.Count;

    internal IReadOnlyList<string> Symbols => _universe.Symbols;

    internal void CountAll(Action<double>? progress)
    {
        while (_source.MoveNext())
        {
            CountPacket(_source.Payload);
            if (_source.PacketsRead % PacketsPerReport == 0)
            {
                progress?.Invoke(_source.FractionRead);
            }
        }
    }

    internal IReadOnlyDictionary<string, long> CountsByType()
    {
        SortedDictionary<string, long> counts = new(StringComparer.Ordinal);
        for (int type = 0; type < _countByType.Length; type++)
        {
            if (_countByType[type] > 0)
            {
                counts.Add(NameOf(type), _countByType[type]);
            }
        }

        return counts;
    }

    private void CountPacket(ReadOnlySpan<byte> payload)
    {
        bool isLobster = _source.Format == PayloadFormat.Lobster;
        _decoder.Begin(_source.Format, payload);
        while (true)
        {
            int offset = _decoder.Offset;
            DecodeStatus status = _decoder.Next(payload, out MarketMessage message);
            if (status == DecodeStatus.End)
            {
                break;
            }

            if (status == DecodeStatus.Malformed)
            {
                throw FeedException.ForFile(
                    _source.File,
                    $"{_source.Position}: the message at byte {_decoder.Offset} of the packet cannot be decoded",
                    "the file is damaged or newer than ITCH 5.0; fetch it again");
            }

            if (message.Kind < MarketMessageKind.Correction)
            {
                int type = isLobster ? TypeOfRow(payload[offset..]) : payload[offset + ItchMessage.LengthBytes];
                Count(type, message.ExchangeTimeNs);
                if (!isLobster)
                {
                    RequireUsual((byte)type, BinaryPrimitives.ReadUInt16BigEndian(payload[offset..]));
                }

                _orders.Observe(in message);
                if (message.Kind == MarketMessageKind.Invalid && InvalidMessages++ == 0)
                {
                    FirstInvalid = _source.Position;
                }
            }
        }

        if (!isLobster)
        {
            _universe.Observe(_source.Format, payload);
        }

        // Messages of a MoldUDP64 packet have sequences.
        if (_source.Format == PayloadFormat.Itch50)
        {
            _repeats.Observe(payload);
        }
    }

    private void RequireUsual(byte type, int length)
    {
        int usual = ItchMessage.LengthOf(type);
        if (length != usual && OddMessages++ == 0)
        {
            FirstOdd = string.Create(CultureInfo.InvariantCulture, $"{_source.Position}: type {NameOf(type)}, {length} bytes")
                + (usual > 0 ? string.Create(CultureInfo.InvariantCulture, $" instead of {usual}") : ", which ITCH 5.0 does not have");
        }
    }

    private static string NameOf(int type) => type is > ' ' and < 127
        ? ((char)type).ToString()
        : string.Create(CultureInfo.InvariantCulture, $"0x{type:X2}");

    // The type is the second field of the row, one digit: the decoder has checked that.
    private static int TypeOfRow(ReadOnlySpan<byte> row) => row[row.IndexOf((byte)',') + 1];

    private void Count(int type, long timeNs)
    {
        _countByType[type]++;
        Messages++;
        _stamps.Observe(timeNs, LastTimeNs);
        TimeReversals += timeNs < LastTimeNs ? 1 : 0;
        FirstTimeNs ??= timeNs;
        LastTimeNs = timeNs;
    }
}
