using Strategies.Records.Snapshots;
using Strategies.Sdk;

namespace Strategies.Engine.Orders;

/// <content>All orders as bytes, list by list; rows are given out anew.</content>
internal sealed partial class OrderTable
{
    internal void Save(BinaryWriter writer)
    {
        for (int list = 0; list < ListCount; list++)
        {
            writer.Write(_counts[list]);
            for (int row = _heads[list]; row != None; row = _orders[row].Next)
            {
                Save(writer, in _orders[row]);
            }
        }
    }

    internal void Restore(BinaryReader reader)
    {
        for (int list = 0; list < ListCount; list++)
        {
            int count = reader.ReadCount(_orders.Length, "orders");
            for (int index = 0; index < count; index++)
            {
                EngineOrder order = Read(reader);
                bool isWorking = list != EndedList && list <= _slotsMax;
                bool isItsList = list == (isWorking ? order.Slot : EndedListOf(order.Slot));
                if (_free.IsEmpty || order.Slot < 1 || order.Slot > _slotsMax || !isItsList)
                {
                    throw new InvalidDataException($"order {order.OrderId.Value} does not fit list {list} of the table");
                }

                int row = _free.Take();
                _orders[row] = order;
                _byId.Add(0, order.OrderId.Value, row);
                Append(list, row, isWorking);
            }
        }
    }

    private static void Save(BinaryWriter writer, in EngineOrder order)
    {
        writer.Write(order.OrderId.Value);
        writer.Write(order.Slot);
        writer.Write(order.Account);
        writer.Write(order.Instrument.Value);
        writer.Write((byte)order.Side);
        writer.Write((byte)order.OrdType);
        writer.Write((byte)order.TimeInForce);
        writer.Write((byte)order.BaseStatus);
        writer.Write(order.IsCancelPending);
        writer.Write(order.IsReplacePending);
        writer.Write(order.Price.Raw);
        writer.Write(order.OrderQty);
        writer.Write(order.CumQty);
        writer.Write(order.LeavesQty);
        writer.Write(order.NextRequestId);
        writer.Write(order.CancelRequestId);
        writer.Write(order.ReplaceRequestId);
        writer.Write(order.PendingPrice.Raw);
        writer.Write(order.PendingQty);
        writer.Write(order.ReservedQty);
        writer.Write(order.Tag);
    }

    private static EngineOrder Read(BinaryReader reader) => new()
    {
        OrderId = new OrderId(reader.ReadUInt64()),
        Slot = reader.ReadInt32(),
        Account = reader.ReadInt32(),
        Instrument = new InstrumentId(reader.ReadInt32()),
        Side = (Side)reader.ReadByte(),
        OrdType = (OrdType)reader.ReadByte(),
        TimeInForce = (TimeInForce)reader.ReadByte(),
        BaseStatus = (OrdStatus)reader.ReadByte(),
        IsCancelPending = reader.ReadBoolean(),
        IsReplacePending = reader.ReadBoolean(),
        Price = new Price(reader.ReadInt64()),
        OrderQty = reader.ReadInt64(),
        CumQty = reader.ReadInt64(),
        LeavesQty = reader.ReadInt64(),
        NextRequestId = reader.ReadUInt32(),
        CancelRequestId = reader.ReadUInt32(),
        ReplaceRequestId = reader.ReadUInt32(),
        PendingPrice = new Price(reader.ReadInt64()),
        PendingQty = reader.ReadInt64(),
        ReservedQty = reader.ReadInt64(),
        Tag = reader.ReadInt64(),
    };
}
