using System.Buffers.Binary;
using System.Runtime.InteropServices;
using Strategies.MarketData;
using Strategies.Records;

namespace Strategies.Feeds.Pcap;

/// <summary>
/// Watches all that is heard of a capture, in the order of its frames, for messages that nobody gets though they are in it: a
/// header whose damage no checksum tells makes another sequence of them, another session, or another protocol.
/// </summary>
internal sealed class FrameWatch
{
    // So many messages back it is known what a sequence said.
    private const int RememberedMessages = 1 << 16;

    private readonly Dictionary<FeedSession, (ulong Sequence, ulong Hash)[]> _heard = [];

    /// <summary>Messages heard again with other bytes than the first time.</summary>
    internal long ContradictingMessages { get; private set; }

    /// <summary>Messages heard for the first time behind later ones, too late to be taken.</summary>
    internal long LateMessages { get; private set; }

    /// <summary>Frames left out that hold a packet of the feed behind a header that says something else.</summary>
    internal long DisguisedFrames { get; private set; }

    /// <summary>Where the first of all these is; empty when there is none.</summary>
    internal string First { get; private set; } = string.Empty;

    internal void Hear(in LinePacket packet, ReadOnlySpan<byte> bytes)
    {
        ref (ulong Sequence, ulong Hash)[]? heard =
            ref CollectionsMarshal.GetValueRefOrAddDefault(_heard, packet.Session, out _);
        heard ??= new (ulong, ulong)[RememberedMessages];
        long oddBefore = ContradictingMessages + LateMessages;
        ReadOnlySpan<byte> rest = bytes[MoldHeader.Bytes..];
        for (ulong sequence = packet.FirstSequence; sequence < packet.EndSequence; sequence++)
        {
            int blockBytes = ItchMessage.LengthBytes + BinaryPrimitives.ReadUInt16BigEndian(rest);
            HearMessage(ref heard[sequence % RememberedMessages], in packet, sequence, rest[..blockBytes]);
            rest = rest[blockBytes..];
        }

        if (ContradictingMessages + LateMessages > oddBefore)
        {
            SetFirst(packet.Frame, packet.FrameOffset);
        }
    }

    internal void LeaveOut(ReadOnlySpan<byte> frame, long number, long offset)
    {
        if (EthernetFrame.TryFindDisguisedUdp(frame, out UdpPlace place) && MoldPacket.TryRead(frame[place.Payload], out _))
        {
            DisguisedFrames++;
            SetFirst(number, offset);
        }
    }

    private void HearMessage(
        ref (ulong Sequence, ulong Hash) known, in LinePacket packet, ulong sequence, ReadOnlySpan<byte> message)
    {
        Fnv1a hash = Fnv1a.Start();
        hash.Add(message);
        bool isKnown = known.Sequence == sequence && known.Hash != 0;
        if (isKnown)
        {
            ContradictingMessages += known.Hash == hash.Value ? 0 : 1;
            return;
        }

        // At a capture's start one line is behind the other.
        FeedSession session = packet.Session;
        bool isStart = sequence < session.FirstSequence && packet.TimeNs <= session.FirstTimeNs + PacketSequencer.WaitNsMax;
        LateMessages += sequence < session.NextSequence && !isStart ? 1 : 0;
        known = (sequence, hash.Value);
    }

    private void SetFirst(long frame, long offset) =>
        First = First.Length > 0 ? First : PcapSource.At(frame, offset);
}
