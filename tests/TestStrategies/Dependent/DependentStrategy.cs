using Dependent.Library;

namespace Dependent;

/// <summary>
/// Keeps the last trades in a ring from a private dependency and publishes their average price: generics of another
/// assembly, of the framework and of its own over its own types, with lambdas.
/// </summary>
public sealed class DependentStrategy : Strategy
{
    private const int Window = 16;

    private readonly Ring<Tick> _ticks = new(Window);
    private readonly Dictionary<InstrumentId, Tick> _lastByInstrument = new(64);
    private long _trades;

    /// <summary>Trades below this quantity are left out.</summary>
    [Parameter("minQuantity", Unit = "shares", Description = "Trades below this quantity are left out.", Min = 0)]
    public Quantity MinQuantity { get; set; } = 1;

    /// <inheritdoc/>
    public override void OnStart()
    {
        for (int instrument = 1; instrument <= Context.InstrumentCount; instrument++)
        {
            Context.Subscribe(new InstrumentId(instrument));
        }
    }

    /// <inheritdoc/>
    public override void OnTrade(in TradeEvent trade)
    {
        _trades++;
        if (trade.Quantity < MinQuantity)
        {
            return;
        }

        Tick tick = new(trade.Price, trade.Quantity);
        _ticks.Add(tick);
        _lastByInstrument[trade.Instrument] = tick;
    }

    /// <summary>Quantity-weighted average price of the last trades; zero before the first.</summary>
    public Price Average()
    {
        Int128 notional = _ticks.Fold(Int128.Zero, (sum, tick) => sum + (Int128)tick.Price.Raw * tick.Quantity.Raw);
        long quantity = _ticks.Fold(0L, (sum, tick) => sum + tick.Quantity.Raw);
        return quantity == 0 ? Price.Zero : new Price((long)(notional / quantity));
    }

    /// <inheritdoc/>
    public override void OnTimer(in TimerEvent timer) => Context.Publish("average"u8, Average().Raw);

    /// <inheritdoc/>
    public override void Save(ref StateWriter writer)
    {
        writer.Write(_trades);
        writer.Write(_ticks.Count);
        for (int age = _ticks.Count - 1; age >= 0; age--)
        {
            writer.Write(_ticks.Newest(age).Price);
            writer.Write(_ticks.Newest(age).Quantity);
        }

        writer.Write(_lastByInstrument.Count);
        foreach ((InstrumentId instrument, Tick tick) in _lastByInstrument)
        {
            writer.Write(instrument);
            writer.Write(tick.Price);
            writer.Write(tick.Quantity);
        }
    }

    /// <inheritdoc/>
    public override void Restore(ref StateReader reader)
    {
        _trades = reader.ReadInt64();
        _ticks.Clear();
        for (int left = reader.ReadInt32(); left > 0; left--)
        {
            _ticks.Add(new Tick(reader.ReadPrice(), reader.ReadQuantity()));
        }

        _lastByInstrument.Clear();
        for (int left = reader.ReadInt32(); left > 0; left--)
        {
            _lastByInstrument[reader.ReadInstrumentId()] = new Tick(reader.ReadPrice(), reader.ReadQuantity());
        }
    }
}
