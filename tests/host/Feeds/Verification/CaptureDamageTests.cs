using Strategies.Feeds.Pcap;
using Strategies.Feeds.Tests.Support;
using Strategies.Feeds.Verification;

namespace Strategies.Feeds.Tests.Verification;

/// <summary>A good capture of 12 packets 20 ms apart, two messages each, and one of its bytes changed.</summary>
public sealed class CaptureDamageTests
{
    private const int Packets = 12;
    private const int MessagesPerPacket = 2;
    private const int PcapBytes = 24;
    private const int RecordBytes = 16;
    private const int TagBytes = 4;

    // Addresses of the cards, and the tag's own number behind its type: no receiver of the feed depends on them.
    private const int EthernetAddressBytes = 12;

    /// <summary>IPv4 header, UDP header and Mold header behind Ethernet's.</summary>
    private const int HeaderBytes = 20 + 8 + 20;

    [Theory]
    [InlineData(0)]
    [InlineData(1)]
    public void Every_changed_byte_of_the_headers_of_a_capture_with_checksums_makes_it_unclean(int vlanTags)
    {
        Random random = new(20_260 + vlanTags);
        byte[] good = Capture(vlanTags, withChecksums: true);
        Assert.True(Verify(good).IsClean);
        int frameBytes = FrameBytes(good);
        for (int round = 0; round < 200; round++)
        {
            int packet = random.Next(Packets);
            int offset = EthernetAddressBytes + TagBytes * vlanTags + 2 + random.Next(HeaderBytes);
            byte[] bad = Changed(good, PcapBytes + packet * (RecordBytes + frameBytes) + RecordBytes + offset, random);
            Assert.False(Verify(bad).IsClean, $"round {round}: packet {packet}, byte {offset} of its frame");
        }
    }

    [Theory]
    [InlineData(0)]
    [InlineData(1)]
    public void Without_checksums_what_decides_where_a_message_goes_still_makes_it_unclean(int vlanTags)
    {
        Random random = new(30_260 + vlanTags);
        byte[] good = Capture(vlanTags, withChecksums: false);
        Assert.True(Verify(good).IsClean);
        int frameBytes = FrameBytes(good);
        int packetStart = EthernetAddressBytes + TagBytes * vlanTags + 2;

        // Type of the frame; of IPv4 version, lengths, fragment and protocol; of UDP its length; of Mold everything. The reserved
        // bit and the bit against fragments lose nothing. A packet at either end may as well be an excerpt's when its sequence
        // is another: two have to follow that contradict it.
        int[] deciding = [-2, -1, 0, 2, 3, 7, 9, 24, 25, .. Enumerable.Range(28, 20)];
        for (int round = 0; round < 200; round++)
        {
            int packet = 1 + random.Next(Packets - 3);
            int offset = packetStart + deciding[random.Next(deciding.Length)];
            byte[] bad = Changed(good, PcapBytes + packet * (RecordBytes + frameBytes) + RecordBytes + offset, random);
            Assert.False(Verify(bad).IsClean, $"round {round}: packet {packet}, byte {offset} of its frame");
        }
    }

    [Fact]
    public void Changed_addresses_of_the_cards_and_numbers_of_tags_lose_nothing_and_leave_it_clean()
    {
        Random random = new(7);
        byte[] good = Capture(1, withChecksums: true);
        for (int offset = 0; offset < EthernetAddressBytes; offset++)
        {
            Assert.True(Verify(Changed(good, PcapBytes + RecordBytes + offset, random)).IsClean);
        }

        Assert.True(Verify(Changed(good, PcapBytes + RecordBytes + EthernetAddressBytes + 3, random)).IsClean);
    }

    [Fact]
    public void A_packet_with_a_wrong_checksum_is_missing_and_the_remark_names_it()
    {
        using TempFolder folder = new();
        byte[] bad = Capture(0, withChecksums: true);
        bad[PcapBytes + 2 * (RecordBytes + FrameBytes(bad)) - 1] ^= 4;
        string file = folder.Write("a.pcap", bad);
        using PcapSource source = new(file);
        List<FeedGap> gaps = [];
        while (source.MoveNext())
        {
            gaps.Add(source.Gap);
        }

        Assert.Equal((1L, Packets - 1L), (source.DamagedFrames, source.PacketsRead));
        Assert.Equal([new FeedGap(102, 103)], gaps.Where(gap => !gap.IsNone));
        Assert.Equal(
            $"frames with a wrong checksum were left out, 1 of 12; the first is frame 2, byte {PcapBytes + RecordBytes + FrameBytes(bad)}",
            source.Remark);
        DataReport report = DataVerifier.Verify(file);
        Assert.Equal((1L, source.Remark), (report.Capture!.DamagedFrames, report.Remark));
    }

    [Fact]
    public void Where_no_checksum_of_several_is_right_they_are_not_judged_and_the_report_says_so()
    {
        byte[] taken = Capture(0, withChecksums: true);
        int recordBytes = RecordBytes + FrameBytes(taken);
        for (int packet = 0; packet < Packets; packet++)
        {
            // The UDP checksum's low byte.
            taken[PcapBytes + packet * recordBytes + RecordBytes + 14 + 20 + 7] ^= 0x5A;
        }

        DataReport report = Verify(taken);
        Assert.True(report.IsClean);
        Assert.Equal(Packets * MessagesPerPacket, report.Messages);
        Assert.StartsWith("UDP checksums are not judged", report.Capture!.ChecksumNote);

        // One of them is right: then the others are damage.
        taken[PcapBytes + RecordBytes + 14 + 20 + 7] ^= 0x5A;
        DataReport damaged = Verify(taken);
        Assert.Equal((Packets - 1L, ""), (damaged.Capture!.DamagedFrames, damaged.Capture.ChecksumNote));
        Assert.False(damaged.IsClean);
    }

    [Fact]
    public void The_sum_of_the_pseudo_header_alone_is_a_checksum_that_the_card_was_to_fill_in()
    {
        byte[] frame = CaptureBuilder.Udp(Packet(0));
        byte[] packet = frame[14..];
        int sum = 17 + packet.Length - 20;
        for (int offset = 12; offset < 20; offset += 2)
        {
            sum += (packet[offset] << 8) + packet[offset + 1];
        }

        sum = (sum & 0xFFFF) + (sum >> 16);
        (frame[14 + 26], frame[14 + 27]) = ((byte)(sum >> 8), (byte)sum);
        DataReport report = Verify(new CaptureBuilder().Add(frame).Bytes);
        Assert.Equal((0L, ""), (report.Capture!.DamagedFrames, report.Capture.ChecksumNote));
        Assert.True(report.IsClean);
    }

    [Fact]
    public void A_fragment_of_a_datagram_and_a_sequence_that_says_something_else_make_it_unclean()
    {
        CaptureBuilder fragment = Good();
        DataReport report = Verify(fragment.Add(CaptureBuilder.Udp([1, 2, 3], fragment: 0x2000)).Bytes);
        Assert.Equal(1, report.Capture!.Fragments);
        Assert.False(report.IsClean);

        report = Verify(Good().Add(CaptureBuilder.Udp(CaptureBuilder.Mold("S1", 104, CaptureBuilder.Delete(9)))).Bytes);
        Assert.Equal((1L, 0L), (report.Capture!.ContradictingMessages, report.Capture.LateMessages));
        Assert.False(report.IsClean);
    }

    [Fact]
    public void A_message_that_comes_too_late_is_counted()
    {
        byte[] late = CaptureBuilder.Mold("S1", 100, CaptureBuilder.Delete(9));
        CaptureBuilder capture = new();
        capture.Add(CaptureBuilder.Udp(CaptureBuilder.Mold("S1", 99, CaptureBuilder.Delete(8))));
        capture.Add(CaptureBuilder.Udp(CaptureBuilder.Mold("S1", 101, CaptureBuilder.Delete(10))), fraction: 6);
        capture.Add(CaptureBuilder.Udp(CaptureBuilder.Mold("S1", 102, CaptureBuilder.Delete(11))), fraction: 20_000_000);
        capture.Add(CaptureBuilder.Udp(late), fraction: 20_000_001);
        DataReport report = Verify(capture.Bytes);
        Assert.Equal((1L, "frame 4, byte 321"), (report.Capture!.LateMessages, report.Capture.FirstOdd));
        Assert.False(report.IsClean);
    }

    [Fact]
    public void At_the_start_one_line_may_be_behind_the_other()
    {
        CaptureBuilder capture = new();
        capture.Add(CaptureBuilder.Udp(CaptureBuilder.Mold("S1", 100, CaptureBuilder.Delete(9))));
        capture.Add(CaptureBuilder.Udp(CaptureBuilder.Mold("S1", 99, CaptureBuilder.Delete(8))), fraction: 6);
        capture.Add(CaptureBuilder.Udp(CaptureBuilder.Mold("S1", 100, CaptureBuilder.Delete(9))), fraction: 7);
        Assert.True(Verify(capture.Bytes).IsClean);
    }

    private static byte[] Packet(int index) => CaptureBuilder.Mold(
        "S1",
        (ulong)(100 + index * MessagesPerPacket),
        CaptureBuilder.Delete((ulong)(1_000 + index)),
        CaptureBuilder.Delete((ulong)(2_000 + index)));

    private static CaptureBuilder Good(int vlanTags = 0, bool withChecksums = false)
    {
        CaptureBuilder capture = new();
        for (int index = 0; index < Packets; index++)
        {
            byte[] frame = CaptureBuilder.Udp(Packet(index), vlanTags);
            capture.Add(withChecksums ? CaptureBuilder.WithChecksums(frame, vlanTags) : frame, fraction: (uint)index * 20_000_000);
        }

        return capture;
    }

    private static byte[] Capture(int vlanTags, bool withChecksums) => Good(vlanTags, withChecksums).Bytes;

    private static int FrameBytes(byte[] capture) => (capture.Length - PcapBytes) / Packets - RecordBytes;

    private static byte[] Changed(byte[] good, int offset, Random random)
    {
        byte[] bad = [.. good];
        bad[offset] ^= (byte)random.Next(1, 256);
        return bad;
    }

    private static DataReport Verify(byte[] capture)
    {
        using TempFolder folder = new();
        return DataVerifier.Verify(folder.Write("a.pcap", capture));
    }
}
