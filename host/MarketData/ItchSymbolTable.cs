using System.Buffers.Binary;
using System.Numerics;
using System.Text;
using Strategies.Sdk;

namespace Strategies.MarketData;

/// <summary>
/// Finds an instrument by the eight bytes of its symbol as ITCH writes them. Open addressing, filled once, no
/// allocation later.
/// </summary>
internal sealed class ItchSymbolTable
{
    private readonly ulong[] _keys;
    private readonly int[] _instruments;
    private readonly int _shift;

    internal ItchSymbolTable(ReadOnlySpan<Instrument?> instruments)
    {
        int capacity = (int)BitOperations.RoundUpToPowerOf2((uint)Math.Max(16, instruments.Length * 2));
        _keys = new ulong[capacity];
        _instruments = new int[capacity];
        _shift = 64 - BitOperations.Log2((uint)capacity);
        foreach (Instrument? instrument in instruments)
        {
            if (instrument?.Symbol.Length <= ItchMessage.SymbolBytes)
            {
                Insert(instrument);
            }
        }
    }

    /// <summary>The instrument with a symbol, or 0.</summary>
    internal int Find(ulong key)
    {
        int slot = Slot(key);
        while (_instruments[slot] != 0)
        {
            if (_keys[slot] == key)
            {
                return _instruments[slot];
            }

            slot = (slot + 1) & (_keys.Length - 1);
        }

        return 0;
    }

    private static ulong KeyOf(string symbol)
    {
        Span<byte> bytes = stackalloc byte[ItchMessage.SymbolBytes];
        bytes.Fill((byte)' ');
        Encoding.ASCII.GetBytes(symbol, bytes);
        return BinaryPrimitives.ReadUInt64BigEndian(bytes);
    }

    private void Insert(Instrument instrument)
    {
        ulong key = KeyOf(instrument.Symbol);
        if (Find(key) != 0)
        {
            throw new ArgumentException($"the universe has two instruments with the symbol '{instrument.Symbol}'");
        }

        int slot = Slot(key);
        while (_instruments[slot] != 0)
        {
            slot = (slot + 1) & (_keys.Length - 1);
        }

        _keys[slot] = key;
        _instruments[slot] = instrument.Id.Value;
    }

    // 2^64 over the golden ratio spreads symbols, which differ mostly in their first bytes, over the upper bits.
    private int Slot(ulong key) => (int)((key * 0x9E3779B97F4A7C15UL) >> _shift);
}
