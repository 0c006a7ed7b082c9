namespace Strategies.Feeds.Pcap;

/// <summary>
/// Packets that were heard while something in front of them is missing, in the order in which they were heard. Its memory
/// is made once; when it is full, the gap that the oldest packet waits for must be given up.
/// </summary>
internal sealed class HeldPackets
{
    private const int PacketsMax = 4096;
    private const int BytesMax = 4 << 20;

    private readonly LinePacket[] _packets = new LinePacket[PacketsMax];
    private readonly byte[] _bytes = new byte[BytesMax];
    private int _usedBytes;

    internal int Count { get; private set; }

    internal ref readonly LinePacket Oldest => ref _packets[0];

    /// <summary>The bytes of a packet that is or was held; valid until the next one is held.</summary>
    internal ReadOnlySpan<byte> BytesOf(in LinePacket packet) => _bytes.AsSpan(packet.Start, packet.Length);

    /// <summary>Keeps a packet.</summary>
    /// <returns>False when there is no room.</returns>
    internal bool TryHold(LinePacket packet, ReadOnlySpan<byte> bytes)
    {
        _usedBytes = Count == 0 ? 0 : _usedBytes;
        if (Count == PacketsMax || bytes.Length > BytesMax - _usedBytes)
        {
            return false;
        }

        packet.Start = _usedBytes;
        packet.Length = bytes.Length;
        bytes.CopyTo(_bytes.AsSpan(_usedBytes));
        _usedBytes += bytes.Length;
        _packets[Count++] = packet;
        return true;
    }

    internal bool HasSame(in LinePacket packet)
    {
        for (int index = 0; index < Count; index++)
        {
            ref readonly LinePacket held = ref _packets[index];
            if (held.Session == packet.Session && held.FirstSequence == packet.FirstSequence && held.Count == packet.Count)
            {
                return true;
            }
        }

        return false;
    }

    /// <summary>A packet in front of which nothing is missing any more; -1 when there is none.</summary>
    internal int FindNext()
    {
        for (int index = 0; index < Count; index++)
        {
            if (_packets[index].FirstSequence <= _packets[index].Session.NextSequence)
            {
                return index;
            }
        }

        return -1;
    }

    /// <summary>The first packet behind the gap that the oldest one waits for; there is one.</summary>
    internal int FindBehindOldestGap()
    {
        int lowest = 0;
        for (int index = 1; index < Count; index++)
        {
            if (_packets[index].Session == _packets[0].Session
                && _packets[index].FirstSequence < _packets[lowest].FirstSequence)
            {
                lowest = index;
            }
        }

        return lowest;
    }

    internal LinePacket RemoveAt(int index)
    {
        LinePacket packet = _packets[index];
        Count--;
        _packets.AsSpan(index + 1, Count - index).CopyTo(_packets.AsSpan(index));
        return packet;
    }
}
