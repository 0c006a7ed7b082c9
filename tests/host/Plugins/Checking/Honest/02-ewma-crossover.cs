// Trend following: fast and slow exponential averages in continuous time, crossing with hysteresis. The averages are
// record structs; their decay is DeterministicMath.Exp, the square root is Math.Sqrt.
using System;
using Strategies.Sdk;

namespace Honest.EwmaCrossover;

public readonly record struct Ewma(double Value, double Variance, long TimeNs)
{
    public bool IsEmpty => TimeNs == 0;

    public double Sigma => Math.Sqrt(Variance);

    public Ewma Next(double sample, long timeNs, double halfLifeSeconds)
    {
        if (IsEmpty)
        {
            return new Ewma(sample, 0, timeNs);
        }

        const double Ln2 = 0.6931471805599453;
        double elapsed = (timeNs - TimeNs) * 1e-9;
        double keep = DeterministicMath.Exp(-Ln2 * elapsed / halfLifeSeconds);
        double delta = sample - Value;
        return this with
        {
            Value = Value + (1 - keep) * delta,
            Variance = keep * (Variance + (1 - keep) * delta * delta),
            TimeNs = timeNs,
        };
    }

    public static void Write(ref StateWriter writer, in Ewma ewma)
    {
        (double value, double variance, long timeNs) = ewma;
        writer.Write(value);
        writer.Write(variance);
        writer.Write(timeNs);
    }

    public static Ewma Read(ref StateReader reader) => new(reader.ReadDouble(), reader.ReadDouble(), reader.ReadInt64());
}

public sealed class EwmaCrossoverStrategy : Strategy
{
    private enum Trend
    {
        Unknown,
        Up,
        Down,
    }

    private Ewma _fast, _slow;
    private Trend _trend;
    private OrderId _working;

    [Parameter("fastSeconds", Unit = "s", Min = 0.1, Max = 3600)]
    public double FastSeconds { get; set; } = 5;

    [Parameter("slowSeconds", Unit = "s", Min = 0.1, Max = 36_000)]
    public double SlowSeconds { get; set; } = 60;

    [Parameter("band", Unit = "sigmas", Min = 0, Max = 5, Description = "Width of the dead band around the crossing.")]
    public double Band { get; set; } = 0.25;

    [Parameter("target", Unit = "shares", Min = 1, Max = 1_000_000)]
    public Quantity Target { get; set; } = 200;

    private static InstrumentId Only => new(1);

    public override void OnStart() => Context.Subscribe(Only);

    public override void OnTrade(in TradeEvent trade)
    {
        if (trade is { IsPrintable: true, IsCross: false } && trade.Price.Raw > 0)
        {
            double price = trade.Price.ToDouble();
            _fast = _fast.Next(price, Context.TimeNs, FastSeconds);
            _slow = _slow.Next(price, Context.TimeNs, SlowSeconds);
            Follow();
        }
    }

    private void Follow()
    {
        double gap = _fast.Value - _slow.Value;
        double band = Band * _slow.Sigma;
        Trend next = gap switch
        {
            _ when gap > band => Trend.Up,
            _ when gap < -band => Trend.Down,
            _ => _trend,
        };

        if (next == _trend || next == Trend.Unknown || _working != default)
        {
            return;
        }

        _trend = next;
        Quantity wanted = next == Trend.Up ? Target : -Target;
        Quantity difference = wanted - Context.Position(Only).Quantity;
        if (difference.IsZero)
        {
            return;
        }

        Side side = difference > Quantity.Zero ? Side.Buy : Side.Sell;
        SendResult sent = Context.Send(NewOrder.Market(Only, side, Math.Abs(difference.Raw)));
        _working = sent.IsSent ? sent.OrderId : default;
        Context.Log(LogLevel.Information, "trend {0}, difference {1}"u8, (long)next, difference.Raw);
    }

    public override void OnOrderUpdate(in OrderUpdate update)
    {
        if (update.OrderId == _working && !update.OrdStatus.IsWorking())
        {
            _working = default;
        }
    }

    public override void Save(ref StateWriter writer)
    {
        Ewma.Write(ref writer, _fast);
        Ewma.Write(ref writer, _slow);
        writer.Write((int)_trend);
        writer.Write(_working);
    }

    public override void Restore(ref StateReader reader)
    {
        _fast = Ewma.Read(ref reader);
        _slow = Ewma.Read(ref reader);
        _trend = (Trend)reader.ReadInt32();
        _working = reader.ReadOrderId();
        if (!Enum.IsDefined(_trend))
        {
            throw new StateSchemaException("no such trend");
        }
    }
}
