using System.Buffers.Binary;
using System.Text;
using Strategies.MarketData;
using Strategies.Records;

namespace Strategies.Feeds;

/// <summary>Collects the symbols that ITCH messages name. Allocates only when a symbol is new.</summary>
internal sealed class UniverseCollector
{
    private readonly HashSet<ulong> _known = [];
    private readonly List<string> _symbols = [];

    internal IReadOnlyList<string> Symbols => _symbols;

    /// <summary>
    /// Looks at the messages of a packet; what cannot be read is left to the decoder to complain about.
    /// </summary>
    internal void Observe(PayloadFormat format, ReadOnlySpan<byte> payload)
    {
        ReadOnlySpan<byte> rest = format == PayloadFormat.MoldUdp64Itch50 ? payload[MoldHeader.Bytes..] : payload;
        while (rest.Length > ItchMessage.LengthBytes)
        {
            int length = Math.Min(BinaryPrimitives.ReadUInt16BigEndian(rest), rest.Length - ItchMessage.LengthBytes);
            ReadOnlySpan<byte> message = rest.Slice(ItchMessage.LengthBytes, length);
            int offset = length < ItchMessage.HeaderBytes ? 0 : ItchMessage.SymbolOffset(message[0]);
            if (offset != 0 && length >= offset + ItchMessage.SymbolBytes)
            {
                Add(message.Slice(offset, ItchMessage.SymbolBytes));
            }

            rest = rest[(ItchMessage.LengthBytes + length)..];
        }
    }

    private void Add(ReadOnlySpan<byte> symbol)
    {
        if (_known.Add(BinaryPrimitives.ReadUInt64BigEndian(symbol)))
        {
            _symbols.Add(Encoding.ASCII.GetString(symbol).TrimEnd(' '));
        }
    }
}
