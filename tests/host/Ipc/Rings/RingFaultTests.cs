using System.Diagnostics.CodeAnalysis;
using Strategies.Ipc.Tests.Support;

namespace Strategies.Ipc.Tests.Rings;

[SuppressMessage("Style", "IDE0058", Justification = "Only the failure is of interest.")]
public sealed unsafe class RingFaultTests : IDisposable
{
    private readonly TestFolder _folder = new();
    private readonly RingBuffer _ring;
    private readonly RingProducer _producer;
    private readonly RingConsumer _consumer;

    public RingFaultTests()
    {
        _ring = _folder.Ring(256);
        _producer = _ring.TakeProducer();
        _consumer = _ring.TakeConsumer();
    }

    public void Dispose()
    {
        _ring.Dispose();
        _folder.Dispose();
    }

    [Theory]
    [InlineData(113)]
    [InlineData(-1)]
    [InlineData(int.MaxValue)]
    public void A_record_that_is_too_long(int length)
    {
        Assert.Equal(112, _ring.MaxRecordLength);
        Faults.Expect(
            IpcFault.RecordTooLong,
            () => _producer.TryClaim(length, 1, out _),
            $"a record of {length} bytes",
            "longest is 112",
            "send it in parts");
        Assert.True(_producer.TryPublish(1, new byte[112]));
    }

    [Fact]
    public void A_full_ring_refuses_without_waiting_and_takes_again_what_was_released()
    {
        int count = 0;
        while (_producer.TryPublish(1, new byte[16]))
        {
            count++;
        }

        Assert.Equal(7, count); // 32 bytes each in 256, less the room of a length.
        Assert.Equal(1, Poll(1));
        Assert.False(_producer.TryPublish(1, new byte[16]));
        _consumer.Release();
        Assert.True(_producer.TryPublish(1, new byte[16]));
        Assert.False(_producer.TryPublish(1, new byte[16]));
    }

    [Theory]
    [InlineData(8)]
    [InlineData(-8)]
    [InlineData(300)]
    [InlineData(int.MinValue)]
    public void A_length_that_no_producer_writes(int length)
    {
        _producer.TryPublish(1, new byte[8]);
        *(int*)_ring.Data = length;
        Faults.Expect(IpcFault.Damaged, () => Poll(1), $"position 0: a length of {length} with 256 bytes", "replace");
        _producer.Dispose();
        _ring.Control->Cursor = default;
        Faults.Expect(IpcFault.Damaged, () => _ring.TakeProducer(), $"a length of {length}");
        Assert.True(_ring.Producer.IsNobody);
    }

    [Fact]
    public void A_sequence_that_jumps_or_is_0()
    {
        _producer.TryPublish(1, new byte[8]);
        ((RingRecordHeader*)_ring.Data)->Sequence = 5;
        Faults.Expect(IpcFault.SequenceGap, () => Poll(1), "sequence 5 follows 0: 4 records are missing", "again from");
        ((RingRecordHeader*)_ring.Data)->Sequence = 0;
        Faults.Expect(IpcFault.Damaged, () => Poll(1), "a record of sequence 0");
    }

    [Fact]
    public void A_gate_that_lies_before_or_behind_what_can_be()
    {
        while (_producer.TryPublish(1, new byte[16]))
        {
        }

        _ring.Control->Gate.Store(4096, 1);
        Faults.Expect(IpcFault.Damaged, () => _producer.TryPublish(1, new byte[16]), "the gate is not between 0 and");
    }

    [Fact]
    public void More_published_than_a_ring_holds()
    {
        // A ring without any length of 0, so that a walk over it never ends.
        for (int offset = 0; offset < 256; offset += 32)
        {
            ((RingRecordHeader*)(_ring.Data + offset))->Length = 32;
        }

        _producer.Dispose();
        Faults.Expect(IpcFault.Damaged, () => _ring.TakeProducer(), "more is published than the ring holds");
    }

    [Fact]
    public void An_end_that_was_closed()
    {
        _producer.Dispose();
        _consumer.Dispose();
        Faults.Expect(IpcFault.Closed, () => _producer.TryClaim(1, 1, out _), "end of the ring was closed", "take");
        Faults.Expect(IpcFault.Closed, () => _producer.OfferAgainFrom(1), "was closed");
        Faults.Expect(IpcFault.Closed, () => Poll(1), "was closed");
        _producer.Publish();
        _consumer.Release();
        Assert.Equal(0UL, _ring.LastPublishedSequence);
    }

    private int Poll(int limit)
    {
        int count = 0;
        RingReader reader = _consumer.Poll(limit);
        while (reader.MoveNext())
        {
            count++;
        }

        return count;
    }
}
