using Strategies.Records.Snapshots;

namespace Strategies.Engine;

/// <content>The clock, the counters and the subscriptions as bytes.</content>
internal sealed partial class EngineState
{
    internal void SaveClock(BinaryWriter writer)
    {
        writer.Write(Sequence);
        writer.Write(TimeNs);
        writer.Write(Cell);
        writer.Write(TradingDay);
        writer.Write(MidnightUtcNs);
        writer.WriteRaw(in OrderCounters);
        writer.Write(AreSendsHeld);
    }

    internal void RestoreClock(BinaryReader reader)
    {
        Sequence = reader.ReadUInt64();
        TimeNs = reader.ReadInt64();
        Cell = reader.ReadInt32();
        TradingDay = reader.ReadInt32();
        MidnightUtcNs = reader.ReadInt64();
        OrderCounters = reader.ReadRaw<Orders.OrderCounters>();
        AreSendsHeld = reader.ReadBoolean();
    }

    internal void SaveBooks(BinaryWriter writer)
    {
        foreach (Books.OrderBook book in Books)
        {
            book.Save(writer);
        }

        foreach (ulong slots in Subscribers)
        {
            writer.Write(slots);
        }

        writer.Write(BookPool.UnknownOrders);
        writer.Write(BookPool.Overflows);
    }

    internal void RestoreBooks(BinaryReader reader)
    {
        foreach (Books.OrderBook book in Books)
        {
            book.Restore(reader);
        }

        for (int index = 0; index < Subscribers.Length; index++)
        {
            Subscribers[index] = reader.ReadUInt64();
        }

        BookPool.UnknownOrders = reader.ReadInt64();
        BookPool.Overflows = reader.ReadInt64();
    }
}
