// A pipeline of indicators behind interfaces: base class, generics with constraints, a default interface method, composition
// in the constructor. Votes of the indicators are added up.
using System;
using System.Collections.Generic;
using Strategies.Sdk;

namespace Honest.IndicatorPipeline;

internal interface IPersistent
{
    void Save(ref StateWriter writer);

    void Restore(ref StateReader reader);
}

internal interface IIndicator : IPersistent
{
    string Name { get; }

    int Vote { get; }

    void Update(double price, long timeNs);

    bool IsReady => true;
}

internal abstract class Indicator(string name) : IIndicator
{
    public string Name { get; } = name;

    public abstract int Vote { get; }

    public abstract void Update(double price, long timeNs);

    public abstract void Save(ref StateWriter writer);

    public abstract void Restore(ref StateReader reader);

    public override string ToString() => $"{Name}({Vote})";
}

internal sealed class Rsi(int period) : Indicator($"rsi{period}"), IIndicator
{
    private double _up, _down, _last;
    private int _samples;

    public bool IsReady => _samples > period;

    public override int Vote => (_up + _down) switch
    {
        0 => 0,
        var total when 100 * _up / total > 70 => -1,
        var total when 100 * _up / total < 30 => 1,
        _ => 0,
    };

    public override void Update(double price, long timeNs)
    {
        if (_samples++ > 0)
        {
            double change = price - _last;
            _up += (Math.Max(change, 0) - _up) / period;
            _down += (Math.Max(-change, 0) - _down) / period;
        }

        _last = price;
    }

    public override void Save(ref StateWriter writer)
    {
        writer.Write(_up);
        writer.Write(_down);
        writer.Write(_last);
        writer.Write(_samples);
    }

    public override void Restore(ref StateReader reader) =>
        (_up, _down, _last, _samples) = (reader.ReadDouble(), reader.ReadDouble(), reader.ReadDouble(), reader.ReadInt32());
}

internal sealed class Channel<TWindow>(string name) : Indicator(name) where TWindow : struct, IWindow
{
    private TWindow _window;
    private double _high = double.NegativeInfinity, _low = double.PositiveInfinity, _last;
    private long _fromNs;

    public override int Vote => _last >= _high ? 1 : _last <= _low ? -1 : 0;

    public override void Update(double price, long timeNs)
    {
        if (timeNs - _fromNs > _window.LengthNs)
        {
            (_fromNs, _high, _low) = (timeNs, price, price);
        }

        _high = Math.Max(_high, price);
        _low = Math.Min(_low, price);
        _last = price;
    }

    public override void Save(ref StateWriter writer)
    {
        writer.Write(_high);
        writer.Write(_low);
        writer.Write(_last);
        writer.Write(_fromNs);
    }

    public override void Restore(ref StateReader reader)
    {
        _window = default;
        _high = reader.ReadDouble();
        _low = reader.ReadDouble();
        _last = reader.ReadDouble();
        _fromNs = reader.ReadInt64();
    }
}

internal interface IWindow
{
    long LengthNs { get; }
}

internal readonly struct OneMinute : IWindow
{
    public long LengthNs => 60_000_000_000;
}

internal readonly struct FiveMinutes : IWindow
{
    public long LengthNs => 300_000_000_000;
}

public sealed class IndicatorPipelineStrategy : Strategy
{
    private readonly IReadOnlyList<IIndicator> _indicators;

    public IndicatorPipelineStrategy()
    {
        _indicators =
        [
            Create<Rsi>(() => new Rsi(14)),
            Create<Channel<OneMinute>>(() => new Channel<OneMinute>("channel1")),
            Create<Channel<FiveMinutes>>(() => new Channel<FiveMinutes>("channel5")),
        ];
    }

    [Parameter("quorum", Unit = "votes", Min = 1, Max = 3)]
    public int Quorum { get; set; } = 2;

    private static T Create<T>(Func<T> factory) where T : Indicator
    {
        T made = factory();
        ArgumentException.ThrowIfNullOrEmpty(made.Name);
        return made;
    }

    public override void OnStart() => Context.Subscribe(new InstrumentId(1));

    public override void OnTrade(in TradeEvent trade)
    {
        double price = trade.Price.ToDouble();
        int votes = 0;
        bool isReady = true;
        for (int index = 0; index < _indicators.Count; index++)
        {
            IIndicator indicator = _indicators[index];
            indicator.Update(price, Context.TimeNs);
            votes += indicator.Vote;
            isReady &= indicator.IsReady;
        }

        long held = Context.Position(trade.Instrument).Quantity.Raw;
        if (isReady && Math.Abs(votes) >= Quorum && Context.WorkingOrderCount == 0 && Math.Sign(held) != Math.Sign(votes))
        {
            Context.Send(NewOrder.Market(trade.Instrument, votes > 0 ? Side.Buy : Side.Sell, 100 + Math.Abs(held)));
        }
    }

    public override void Save(ref StateWriter writer)
    {
        for (int index = 0; index < _indicators.Count; index++)
        {
            _indicators[index].Save(ref writer);
        }
    }

    public override void Restore(ref StateReader reader)
    {
        for (int index = 0; index < _indicators.Count; index++)
        {
            _indicators[index].Restore(ref reader);
        }
    }
}
