using Strategies.Sdk;

namespace Strategies.Engine.Tests.Support;

/// <summary>A strategy whose callbacks are what the test says; it remembers which came.</summary>
internal sealed class ScriptedStrategy : Strategy
{
    internal delegate void SaveAction(ref StateWriter writer);

    internal delegate void RestoreAction(ref StateReader reader);

    internal int Schema { get; init; } = 1;

    internal Action<StrategyContext>? Start { get; set; }

    internal Action<StrategyContext>? Handover { get; set; }

    internal Action<StrategyContext>? Stop { get; set; }

    /// <summary>What the next change of a parameter makes it do, once.</summary>
    internal Action<StrategyContext>? Next { get; set; }

    internal Action<StrategyContext>? ParametersChanged { get; set; }

    internal Action<StrategyContext, BookEvent>? Book { get; set; }

    internal Action<StrategyContext, TradeEvent>? Trade { get; set; }

    internal Action<StrategyContext, MarketStatusEvent>? Status { get; set; }

    internal Action<StrategyContext, OrderUpdate>? Update { get; set; }

    internal Action<StrategyContext, TimerEvent>? Timer { get; set; }

    internal SaveAction? Saving { get; set; }

    internal RestoreAction? Restoring { get; set; }

    /// <summary>The state that is carried when <see cref="Saving"/> and <see cref="Restoring"/> are not set.</summary>
    internal long Value { get; set; }

    internal List<string> Calls { get; } = [];

    internal List<BookEvent> BookEvents { get; } = [];

    internal List<TradeEvent> Trades { get; } = [];

    internal List<MarketStatusEvent> Statuses { get; } = [];

    internal List<OrderUpdate> Updates { get; } = [];

    internal List<TimerEvent> Timers { get; } = [];

    /// <summary>Also usable outside a callback, to read.</summary>
    internal StrategyContext Seen => Context;

    public override int StateSchemaVersion => Schema;

    public override void OnStart()
    {
        Calls.Add(nameof(OnStart));
        Start?.Invoke(Context);
    }

    public override void OnHandover()
    {
        Calls.Add(nameof(OnHandover));
        Handover?.Invoke(Context);
    }

    public override void OnStop()
    {
        Calls.Add(nameof(OnStop));
        Stop?.Invoke(Context);
    }

    public override void OnBook(in BookEvent bookEvent)
    {
        BookEvents.Add(bookEvent);
        Book?.Invoke(Context, bookEvent);
    }

    public override void OnTrade(in TradeEvent trade)
    {
        Trades.Add(trade);
        Trade?.Invoke(Context, trade);
    }

    public override void OnOrderUpdate(in OrderUpdate update)
    {
        Updates.Add(update);
        Update?.Invoke(Context, update);
    }

    public override void OnTimer(in TimerEvent timer)
    {
        Timers.Add(timer);
        Timer?.Invoke(Context, timer);
    }

    public override void OnMarketStatus(in MarketStatusEvent status)
    {
        Statuses.Add(status);
        Status?.Invoke(Context, status);
    }

    public override void OnParametersChanged()
    {
        Action<StrategyContext>? next = Next;
        Next = null;
        if (next is not null)
        {
            next(Context);
            return;
        }

        Calls.Add(nameof(OnParametersChanged));
        ParametersChanged?.Invoke(Context);
    }

    public override void Save(ref StateWriter writer)
    {
        Calls.Add(nameof(Save));
        if (Saving is not null)
        {
            Saving(ref writer);
            return;
        }

        writer.Write(Value);
    }

    public override void Restore(ref StateReader reader)
    {
        Calls.Add(nameof(Restore));
        if (Restoring is not null)
        {
            Restoring(ref reader);
            return;
        }

        Value = reader.ReadInt64();
    }
}
