namespace Quiet;

/// <summary>Does nothing but count its callbacks, and carries the counts through a swap.</summary>
public sealed class QuietStrategy : Strategy
{
    private long _books;
    private long _trades;
    private long _orderUpdates;
    private long _timers;
    private long _statuses;
    private bool _hasSubscribed;

    /// <summary>Every so many callbacks the count is published.</summary>
    [Parameter(
        "publishEvery", Unit = "callbacks", Description = "How often the number of callbacks is published.", Min = 1)]
    public long PublishEvery { get; set; } = 1000;

    /// <inheritdoc/>
    public override void OnStart()
    {
        for (int instrument = 1; instrument <= Context.InstrumentCount; instrument++)
        {
            Context.Subscribe(new InstrumentId(instrument));
        }

        _hasSubscribed = true;
    }

    /// <inheritdoc/>
    public override void OnBook(in BookEvent bookEvent)
    {
        _books++;
        Publish();
    }

    /// <inheritdoc/>
    public override void OnTrade(in TradeEvent trade)
    {
        _trades++;
        Publish();
    }

    /// <inheritdoc/>
    public override void OnOrderUpdate(in OrderUpdate update) => _orderUpdates++;

    /// <inheritdoc/>
    public override void OnTimer(in TimerEvent timer) => _timers++;

    /// <inheritdoc/>
    public override void OnMarketStatus(in MarketStatusEvent status)
    {
        _statuses++;
        Publish();
    }

    /// <inheritdoc/>
    public override void Save(ref StateWriter writer)
    {
        writer.Write(_books);
        writer.Write(_trades);
        writer.Write(_orderUpdates);
        writer.Write(_timers);
        writer.Write(_statuses);
        writer.Write(_hasSubscribed);
    }

    /// <inheritdoc/>
    public override void Restore(ref StateReader reader)
    {
        _books = reader.ReadInt64();
        _trades = reader.ReadInt64();
        _orderUpdates = reader.ReadInt64();
        _timers = reader.ReadInt64();
        _statuses = reader.ReadInt64();
        _hasSubscribed = reader.ReadBoolean();
    }

    private void Publish()
    {
        long callbacks = _books + _trades + _statuses;
        if (_hasSubscribed && callbacks % PublishEvery == 0)
        {
            Context.Publish("callbacks"u8, callbacks);
        }
    }
}
