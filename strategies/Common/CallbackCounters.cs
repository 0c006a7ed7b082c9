using Strategies.Sdk;

namespace Strategies.Common;

/// <summary>
/// How many callbacks of each kind a strategy has had since its slot started, over all versions that took its state
/// over. Its sum proves from outside that no message was lost.
/// </summary>
internal struct CallbackCounters
{
    /// <summary>Calls of <see cref="Strategy.OnBook"/>.</summary>
    public long Book;

    /// <summary>Calls of <see cref="Strategy.OnTrade"/>.</summary>
    public long Trade;

    /// <summary>Calls of <see cref="Strategy.OnMarketStatus"/>.</summary>
    public long Status;

    /// <summary>Calls of <see cref="Strategy.OnOrderUpdate"/>.</summary>
    public long OrderUpdate;

    /// <summary>Calls of <see cref="Strategy.OnTimer"/>.</summary>
    public long Timer;

    /// <summary>Market-data messages seen.</summary>
    public readonly long Market => Book + Trade + Status;

    /// <summary>Writes the five counters, 40 bytes.</summary>
    public readonly void Save(ref StateWriter writer)
    {
        writer.Write(Book);
        writer.Write(Trade);
        writer.Write(Status);
        writer.Write(OrderUpdate);
        writer.Write(Timer);
    }

    /// <summary>Reads the five counters.</summary>
    /// <exception cref="StateSchemaException">One is negative: these bytes are something else.</exception>
    public void Restore(ref StateReader reader)
    {
        Book = reader.ReadInt64();
        Trade = reader.ReadInt64();
        Status = reader.ReadInt64();
        OrderUpdate = reader.ReadInt64();
        Timer = reader.ReadInt64();
        if (Book < 0 || Trade < 0 || Status < 0 || OrderUpdate < 0 || Timer < 0)
        {
            throw new StateSchemaException("a callback counter in the saved state is negative");
        }
    }

    /// <summary>Publishes the counters for the report.</summary>
    public readonly void Publish(StrategyContext context)
    {
        context.Publish("callbacks.market"u8, Market);
        context.Publish("callbacks.book"u8, Book);
        context.Publish("callbacks.trade"u8, Trade);
        context.Publish("callbacks.status"u8, Status);
        context.Publish("callbacks.orderUpdate"u8, OrderUpdate);
        context.Publish("callbacks.timer"u8, Timer);
    }
}
