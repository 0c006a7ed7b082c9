using Strategies.Journal.Describe;
using Strategies.Journal.Tests.Support;
using Strategies.Records;

namespace Strategies.Journal.Tests.Describe;

public sealed class RecordSlotTests
{
    [Fact]
    public void A_record_is_the_slots_that_it_names_itself_or_in_its_order()
    {
        Assert.Equal(3, RecordSlot.Of(Record(RecordType.Publish, new PublishPayload { Slot = 3 })));
        Assert.Equal(4, RecordSlot.Of(Record(RecordType.NewOrderSingle, new OrderPayload { Slot = 4 })));
        Assert.Equal(5, RecordSlot.Of(Record(RecordType.OrderRejected, new RejectPayload { Order = new OrderPayload { Slot = 5 } })));
        Assert.Equal(6, RecordSlot.Of(Record(RecordType.Log, new LogPayload { Slot = 6 })));
    }

    [Fact]
    public void A_record_of_nobody_and_one_that_is_too_short_are_no_slots()
    {
        Assert.Equal(0, RecordSlot.Of(Record(RecordType.StateDigest, new StateDigestPayload { Books = 1 })));
        Assert.Equal(0, RecordSlot.Of(Record(RecordType.EndOfDay, 1)));
        Assert.Equal(0, RecordSlot.Of(Record(RecordType.Publish, new PublishPayload { Slot = 3 }).AsSpan(0, RecordHeader.Size + 2)));
    }

    private static byte[] Record<T>(RecordType type, in T payload)
        where T : unmanaged => RecordWriter.Write(
            new byte[RecordHeader.Size + System.Runtime.CompilerServices.Unsafe.SizeOf<T>()],
            new RecordHeader { Type = type },
            in payload).ToArray();
}
