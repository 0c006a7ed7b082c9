using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using Strategies.Journal.Describe;
using Strategies.Journal.Segments;
using Strategies.Records;
using Strategies.Risk;

namespace Strategies.Journal.Tests;

/// <summary>The layout on disk, written down a second time: a change of a struct must be meant.</summary>
public sealed class RecordLayoutTests
{
    [Theory]
    [InlineData(nameof(RecordHeader.Length), 0)]
    [InlineData(nameof(RecordHeader.Crc32C), 4)]
    [InlineData(nameof(RecordHeader.Type), 8)]
    [InlineData(nameof(RecordHeader.FormatVersion), 10)]
    [InlineData(nameof(RecordHeader.Reserved0), 11)]
    [InlineData(nameof(RecordHeader.PayloadFormat), 12)]
    [InlineData(nameof(RecordHeader.Cell), 14)]
    [InlineData(nameof(RecordHeader.Epoch), 16)]
    [InlineData(nameof(RecordHeader.SourceKind), 20)]
    [InlineData(nameof(RecordHeader.SourceId), 22)]
    [InlineData(nameof(RecordHeader.Sequence), 24)]
    [InlineData(nameof(RecordHeader.ReceiveTimeNs), 32)]
    [InlineData(nameof(RecordHeader.SourceSequence), 40)]
    [InlineData(nameof(RecordHeader.Index), 48)]
    [InlineData(nameof(RecordHeader.Reserved1), 52)]
    [InlineData(nameof(RecordHeader.Reserved2), 56)]
    public void A_field_of_the_record_header_lies_where_the_format_says(string field, int offset) =>
        Assert.Equal(offset, (int)Marshal.OffsetOf<RecordHeader>(field));

    [Fact]
    public void The_record_header_has_64_bytes_and_16_fields()
    {
        Assert.Equal(64, Unsafe.SizeOf<RecordHeader>());
        Assert.Equal(16, typeof(RecordHeader).GetFields().Count(field => !field.IsStatic));
    }

    [Theory]
    [InlineData(nameof(SegmentHeader.Magic), 0)]
    [InlineData(nameof(SegmentHeader.FormatVersion), 8)]
    [InlineData(nameof(SegmentHeader.FirstRecordOffset), 12)]
    [InlineData(nameof(SegmentHeader.Kind), 16)]
    [InlineData(nameof(SegmentHeader.Cell), 18)]
    [InlineData(nameof(SegmentHeader.Epoch), 20)]
    [InlineData(nameof(SegmentHeader.Number), 24)]
    [InlineData(nameof(SegmentHeader.FirstSequence), 32)]
    [InlineData(nameof(SegmentHeader.SegmentBytes), 40)]
    [InlineData(nameof(SegmentHeader.JournalId), 48)]
    [InlineData(nameof(SegmentHeader.EnvironmentBytes), 64)]
    [InlineData(nameof(SegmentHeader.EnvironmentCrc32C), 68)]
    [InlineData(nameof(SegmentHeader.Crc32C), 124)]
    public void A_field_of_the_segment_header_lies_where_the_format_says(string field, int offset) =>
        Assert.Equal(offset, (int)Marshal.OffsetOf<SegmentHeader>(field));

    [Fact]
    public void Segment_header_close_mark_and_environment_share_the_first_page()
    {
        Assert.Equal(128, Unsafe.SizeOf<SegmentHeader>());
        Assert.Equal(32, Unsafe.SizeOf<CloseMark>());
        Assert.Equal(160, SegmentHeader.EnvironmentOffset);
        Assert.Equal(4096, SegmentHeader.EnvironmentOffset + SegmentHeader.EnvironmentBytesMax);
        Assert.Equal("STRATSEG"u8, BitConverter.GetBytes(SegmentHeader.MagicValue));
        Assert.Equal("CLOSEDOK"u8, BitConverter.GetBytes(CloseMark.MarkerValue));
    }

    [Fact]
    public void Payloads_have_the_sizes_that_the_format_says()
    {
        Dictionary<Type, int> sizes = PayloadTypes.All.Select(entry => entry.Value).DistinctBy(type => type.Type)
            .ToDictionary(type => type.Type, type => type.Size);
        Assert.Equal(
            new Dictionary<Type, int>
            {
                [typeof(StartOfDayPayload)] = 48,
                [typeof(LimitsCommitPayload)] = 240,
                [typeof(SlotDefinitionPayload)] = 112,
                [typeof(VenueDefinitionPayload)] = 40,
                [typeof(FeedDefinitionPayload)] = 8,
                [typeof(ExecutionReportPayload)] = 96,
                [typeof(CancelRejectPayload)] = 24,
                [typeof(SessionStatusPayload)] = 8,
                [typeof(FeedStatusPayload)] = 24,
                [typeof(SwapRequestedPayload)] = 272,
                [typeof(SwapDecisionPayload)] = 216,
                [typeof(SlotControlPayload)] = 240,
                [typeof(ParameterSetPayload)] = 280,
                [typeof(KillSwitchPayload)] = 248,
                [typeof(CallbackOverrunPayload)] = 48,
                [typeof(LimitSetPayload)] = 256,
                [typeof(SlotPoisonedPayload)] = 216,
                [typeof(SendsHeldPayload)] = 208,
                [typeof(EndOfDayPayload)] = 232,
                [typeof(FlattenPayload)] = 248,
                [typeof(BehaviourSetPayload)] = 240,
                [typeof(OrderPayload)] = 56,
                [typeof(RejectPayload)] = 80,
                [typeof(OrderStatePayload)] = 88,
                [typeof(PositionPayload)] = 80,
                [typeof(SlotStatePayload)] = 280,
                [typeof(HandoverPayload)] = 224,
                [typeof(LogPayload)] = 232,
                [typeof(PublishPayload)] = 48,
                [typeof(AlertPayload)] = 216,
                [typeof(StateDigestPayload)] = 32,
                [typeof(LimitChangedPayload)] = 264,
                [typeof(ParameterChangedPayload)] = 296,
                [typeof(FlattenStatePayload)] = 256,
            },
            sizes);
        Assert.Equal(32, Unsafe.SizeOf<MarketDataPrefix>());
        Assert.Equal(16, Unsafe.SizeOf<LobsterPrefix>());
        Assert.Equal(24, Unsafe.SizeOf<LobsterLevelSet>());
        Assert.Equal(24, Unsafe.SizeOf<LimitEntry>());
    }

    [Fact]
    public void A_swap_request_from_before_there_was_a_choice_carries_the_state()
    {
        byte[] payload = new byte[Unsafe.SizeOf<SwapRequestedPayload>()];
        BitConverter.TryWriteBytes(payload, 3);
        BitConverter.TryWriteBytes(payload.AsSpan(4), 2);
        payload[8] = 9;
        SwapRequestedPayload request = System.Runtime.InteropServices.MemoryMarshal.Read<SwapRequestedPayload>(payload);
        Assert.Equal((3, SwapKind.Swap, SwapState.Carry, 9UL), (request.Slot, request.Kind, request.State, request.PackageHash.A));
    }

    [Fact]
    public void Every_record_type_has_its_payload_in_the_map_or_none_of_fixed_size()
    {
        RecordType[] without =
        [
            RecordType.None,
            RecordType.Instrument,
            RecordType.UniverseCommit,
            RecordType.LimitsPart,
            RecordType.MarketData,
            RecordType.Clock,
        ];
        Assert.Equal(
            without, Enum.GetValues<RecordType>().Distinct().Where(type => PayloadTypes.Find(type) is null).Order());
    }
}
