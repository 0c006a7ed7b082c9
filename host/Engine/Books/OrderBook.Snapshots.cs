using Strategies.Records.Snapshots;
using Strategies.Sdk;

namespace Strategies.Engine.Books;

/// <content>The book as bytes: levels from the worst to the best, each with its queue; rows are given out anew.</content>
internal sealed partial class OrderBook
{
    internal void Save(BinaryWriter writer)
    {
        writer.Write(_lastTradePrice.Raw);
        writer.Write(_lastUpdateTimeNs);
        writer.Write(StatusBits);
        SaveSide(writer, _bids);
        SaveSide(writer, _offers);
    }

    internal void Restore(BinaryReader reader)
    {
        _lastTradePrice = new Price(reader.ReadInt64());
        _lastUpdateTimeNs = reader.ReadInt64();
        int status = reader.ReadInt32();
        _status = (TradingStatus)(status & ~HaltedHereBit);
        _isHaltedHere = (status & HaltedHereBit) != 0;
        RestoreSide(reader, Side.Buy);
        RestoreSide(reader, Side.Sell);
    }

    private void SaveSide(BinaryWriter writer, OrderBookSide side)
    {
        writer.Write(side.Count);
        for (int distance = side.Count - 1; distance >= 0; distance--)
        {
            ref readonly PriceLevel level = ref _pool.Levels[side.At(distance)];
            writer.Write(level.Price);
            writer.Write(level.Quantity);
            writer.Write(level.AnonymousQuantity);
            writer.Write(level.OrderCount);
            for (int at = level.Head; at != BookPool.None; at = _pool.Orders[at].Next)
            {
                writer.Write(_pool.Orders[at].Reference);
                writer.Write(_pool.Orders[at].Quantity);
            }
        }
    }

    private void RestoreSide(BinaryReader reader, Side side)
    {
        int levels = reader.ReadCount(_pool.Levels.Length, "price levels");
        for (int index = 0; index < levels; index++)
        {
            long price = reader.ReadInt64();
            long quantity = reader.ReadInt64();
            long anonymous = reader.ReadInt64();
            int orders = reader.ReadCount(_pool.Orders.Length, "market orders");
            if (!TryLevel(side, price, out int row))
            {
                throw new InvalidDataException($"instrument {_instrument} has more price levels than the books can hold");
            }

            for (int order = 0; order < orders; order++)
            {
                ulong reference = reader.ReadUInt64();
                AddOrder(side, price, reader.ReadInt64(), reference);
            }

            ref PriceLevel level = ref _pool.Levels[row];
            if (level.OrderCount != orders)
            {
                throw new InvalidDataException($"instrument {_instrument} has more market orders than the books can hold");
            }

            level.Quantity = quantity;
            level.AnonymousQuantity = anonymous;
        }
    }
}
