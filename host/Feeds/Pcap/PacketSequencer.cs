using System.Buffers.Binary;
using Strategies.MarketData;

namespace Strategies.Feeds.Pcap;

/// <summary>
/// Puts packets of a feed, heard on one line or on several, into the order of their sequences, each taken once. What was
/// heard before is counted and left out; of a packet that was heard in part only the rest is taken. A packet in front of
/// which something is missing waits until that has come, on another line or late, for at most 10 ms of the capture's time.
/// Allocation-free once all sessions are known.
/// </summary>
/// <remarks>
/// Usage: <c>if (TryRelease(time of the packet read ahead)) ... else switch (Take(packet)) ...</c>
/// </remarks>
internal sealed class PacketSequencer
{
    /// <summary>Longest wait for what is missing, ns.</summary>
    internal const long WaitNsMax = 10_000_000;

    private readonly HeldPackets _held = new();
    private readonly byte[] _rest = new byte[1 << 16];
    private LinePacket _packet;
    private bool _isFull;
    private bool _wasHeld;
    private int _restBytes;

    /// <summary>The packet that was taken last, without what of it had been taken before.</summary>
    internal ref readonly LinePacket Packet => ref _packet;

    /// <summary>What is missing in front of it.</summary>
    internal FeedGap Gap { get; private set; }

    /// <summary>Whether the packet's bytes are those that were given to <see cref="Take"/>.</summary>
    internal bool IsPacketAsRead => !_wasHeld && _restBytes == 0;

    /// <summary>The packet's bytes when they are not those; valid until the next packet is taken.</summary>
    internal ReadOnlySpan<byte> Bytes => _restBytes > 0 ? _rest.AsSpan(0, _restBytes) : _held.BytesOf(in _packet);

    /// <summary>Offers a packet that was read.</summary>
    /// <param name="packet">The packet.</param>
    /// <param name="bytes">Its bytes.</param>
    internal SequencedAs Take(in LinePacket packet, ReadOnlySpan<byte> bytes)
    {
        if (IsOld(in packet))
        {
            packet.Session.CountRepeat(packet.Count, isWholePacket: true);
            return SequencedAs.Repeat;
        }

        if (packet.FirstSequence > packet.Session.NextSequence)
        {
            if (_held.HasSame(in packet))
            {
                packet.Session.CountRepeat(packet.Count, isWholePacket: true);
                return SequencedAs.Repeat;
            }

            _isFull = !_held.TryHold(packet, bytes);
            return _isFull ? SequencedAs.NoRoom : SequencedAs.Held;
        }

        Deliver(in packet, bytes, wasHeld: false);
        return SequencedAs.Next;
    }

    /// <summary>
    /// Takes a packet that waited: what was missing has come, or did not come in time, or there is no room.
    /// </summary>
    /// <param name="nowNs">
    /// Time of the packet that was read ahead, the smallest number when there is none, the largest at the end of the feed.
    /// </param>
    /// <returns>False when there is none.</returns>
    internal bool TryRelease(long nowNs)
    {
        for (int index = _held.FindNext(); index >= 0; index = _held.FindNext())
        {
            LinePacket packet = _held.RemoveAt(index);
            if (IsOld(in packet))
            {
                packet.Session.CountRepeat(packet.Count, isWholePacket: true);
                continue;
            }

            Deliver(in packet, _held.BytesOf(in packet), wasHeld: true);
            return true;
        }

        if (_held.Count == 0 || !_isFull && nowNs <= _held.Oldest.TimeNs + WaitNsMax)
        {
            return false;
        }

        _isFull = false;
        LinePacket first = _held.RemoveAt(_held.FindBehindOldestGap());
        Deliver(in first, _held.BytesOf(in first), wasHeld: true);
        return true;
    }

    /// <summary>All of it was taken before; a packet without messages is old when it says a sequence that was.</summary>
    private static bool IsOld(in LinePacket packet) =>
        packet.Count == 0
            ? packet.FirstSequence < packet.Session.NextSequence
            : packet.EndSequence <= packet.Session.NextSequence;

    private void Deliver(in LinePacket packet, ReadOnlySpan<byte> bytes, bool wasHeld)
    {
        _packet = packet;
        _wasHeld = wasHeld;
        _restBytes = 0;
        ulong next = packet.Session.NextSequence;
        if (packet.FirstSequence < next)
        {
            int known = (int)(next - packet.FirstSequence);
            packet.Session.CountRepeat(known, isWholePacket: false);
            WriteRest(bytes, known);
        }

        Gap = _packet.Session.Take(_packet.FirstSequence, _packet.Count);
    }

    /// <summary>The packet without its first messages, as its sender would have sent it.</summary>
    private void WriteRest(ReadOnlySpan<byte> bytes, int known)
    {
        _packet.FirstSequence += (ulong)known;
        _packet.Count -= known;
        ReadOnlySpan<byte> rest = bytes[MoldHeader.Bytes..];
        for (int message = 0; message < known; message++)
        {
            rest = rest[(ItchMessage.LengthBytes + BinaryPrimitives.ReadUInt16BigEndian(rest))..];
        }

        bytes[..MoldHeader.SessionBytes].CopyTo(_rest);
        BinaryPrimitives.WriteUInt64BigEndian(_rest.AsSpan(MoldHeader.SessionBytes), _packet.FirstSequence);
        BinaryPrimitives.WriteUInt16BigEndian(_rest.AsSpan(MoldHeader.Bytes - sizeof(ushort)), (ushort)_packet.Count);
        rest.CopyTo(_rest.AsSpan(MoldHeader.Bytes));
        _restBytes = MoldHeader.Bytes + rest.Length;
    }
}
