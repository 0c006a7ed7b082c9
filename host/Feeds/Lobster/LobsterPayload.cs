using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using Strategies.Records;
using Strategies.Sdk;

namespace Strategies.Feeds.Lobster;

/// <summary>Puts the raw bytes of a LOBSTER record together: prefix, level sets, text of the row.</summary>
internal sealed class LobsterPayload
{
    /// <summary>Longest row that is taken; real ones have about 40 characters.</summary>
    internal const int TextBytesMax = 256;

    private static readonly int PrefixBytes = Unsafe.SizeOf<LobsterPrefix>();
    private static readonly int LevelSetBytes = Unsafe.SizeOf<LobsterLevelSet>();

    private readonly byte[] _buffer;
    private LobsterPrefix _prefix;
    private int _length;

    internal LobsterPayload(InstrumentId instrument, int levels)
    {
        _prefix.Instrument = instrument.Value;
        _prefix.WindowLevels = (ushort)levels;
        _buffer = new byte[PrefixBytes + 2 * levels * LevelSetBytes + TextBytesMax];
    }

    internal ReadOnlySpan<byte> Bytes => _buffer.AsSpan(0, _length);

    internal void Begin() => _prefix.LevelSetCount = 0;

    internal void AddLevelSet(Side side, long price, long size)
    {
        LobsterLevelSet set = new() { Price = price, Quantity = size, Side = (long)side };
        MemoryMarshal.Write(_buffer.AsSpan(PrefixBytes + _prefix.LevelSetCount * LevelSetBytes), in set);
        _prefix.LevelSetCount++;
    }

    internal void End(ReadOnlySpan<byte> text)
    {
        _prefix.TextLength = text.Length;
        MemoryMarshal.Write(_buffer, in _prefix);
        int textOffset = PrefixBytes + _prefix.LevelSetCount * LevelSetBytes;
        text.CopyTo(_buffer.AsSpan(textOffset));
        _length = textOffset + text.Length;
    }
}
