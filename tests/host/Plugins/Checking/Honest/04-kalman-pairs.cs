// Pairs trading with a Kalman filter of hedge ratio and intercept: state of two, 2x2 covariance, as small value types with
// operators. Enters when the innovation leaves its own standard deviation, leaves when it comes back.
using System;
using Strategies.Sdk;

namespace Honest.KalmanPairs;

internal readonly struct Vector2d(double a, double b)
{
    public double A { get; } = a;

    public double B { get; } = b;

    public static Vector2d operator +(Vector2d l, Vector2d r) => new(l.A + r.A, l.B + r.B);

    public static Vector2d operator *(Vector2d l, double r) => new(l.A * r, l.B * r);

    public readonly double Dot(Vector2d other) => A * other.A + B * other.B;
}

internal readonly struct Symmetric2(double aa, double ab, double bb)
{
    public double AA { get; } = aa;

    public double AB { get; } = ab;

    public double BB { get; } = bb;

    public static Symmetric2 Diagonal(double value) => new(value, 0, value);

    public static Symmetric2 operator +(Symmetric2 l, Symmetric2 r) => new(l.AA + r.AA, l.AB + r.AB, l.BB + r.BB);

    public static Symmetric2 operator -(Symmetric2 l, Symmetric2 r) => new(l.AA - r.AA, l.AB - r.AB, l.BB - r.BB);

    public static Vector2d operator *(Symmetric2 m, Vector2d v) => new(m.AA * v.A + m.AB * v.B, m.AB * v.A + m.BB * v.B);

    public static Symmetric2 Outer(Vector2d v, double scale) => new(v.A * v.A * scale, v.A * v.B * scale, v.B * v.B * scale);
}

internal struct KalmanFilter
{
    private Vector2d _state;
    private Symmetric2 _covariance;

    public readonly double HedgeRatio => _state.A;

    public void Start() => (_state, _covariance) = (new Vector2d(1, 0), Symmetric2.Diagonal(1));

    public (double Innovation, double Sigma) Step(double x, double y, double processNoise, double measurementNoise)
    {
        var observed = new Vector2d(x, 1);
        Symmetric2 predicted = _covariance + Symmetric2.Diagonal(processNoise);
        Vector2d ph = predicted * observed;
        double variance = observed.Dot(ph) + measurementNoise;
        double innovation = y - _state.Dot(observed);
        _state += ph * (innovation / variance);
        _covariance = predicted - Symmetric2.Outer(ph, 1 / variance);
        return (innovation, Math.Sqrt(variance));
    }

    public readonly void Save(ref StateWriter writer)
    {
        writer.Write(_state.A);
        writer.Write(_state.B);
        writer.Write(_covariance.AA);
        writer.Write(_covariance.AB);
        writer.Write(_covariance.BB);
    }

    public void Restore(ref StateReader reader)
    {
        _state = new Vector2d(reader.ReadDouble(), reader.ReadDouble());
        _covariance = new Symmetric2(reader.ReadDouble(), reader.ReadDouble(), reader.ReadDouble());
    }
}

public sealed class KalmanPairsStrategy : Strategy
{
    private enum Stance : sbyte
    {
        ShortSpread = -1,
        Flat = 0,
        LongSpread = 1,
    }

    private KalmanFilter _filter;
    private InstrumentId _x = new(1), _y = new(2);
    private Stance _stance;
    private long _steps;

    [Parameter("processNoise", Min = 1e-12, Max = 1)]
    public double ProcessNoise { get; set; } = 1e-5;

    [Parameter("measurementNoise", Min = 1e-12, Max = 100)]
    public double MeasurementNoise { get; set; } = 1e-3;

    [Parameter("legSize", Unit = "shares", Min = 1, Max = 10_000)]
    public Quantity LegSize { get; set; } = 100;

    public override void OnStart()
    {
        _filter.Start();
        if (Context.InstrumentCount < 2)
        {
            _y = _x;
        }

        Context.Subscribe(_x);
        Context.Subscribe(_y);
    }

    public override void OnBook(in BookEvent bookEvent)
    {
        if (bookEvent.Instrument != _y || !bookEvent.IsLastInPacket)
        {
            return;
        }

        Book x = Context.Book(_x), y = Context.Book(_y);
        if (!x.IsTwoSided || !y.IsTwoSided)
        {
            return;
        }

        (double innovation, double sigma) = _filter.Step(x.Mid.ToDouble(), y.Mid.ToDouble(), ProcessNoise, MeasurementNoise);
        if (++_steps < 500)
        {
            return;
        }

        Stance wanted = _stance switch
        {
            Stance.Flat when innovation > 2 * sigma => Stance.ShortSpread,
            Stance.Flat when innovation < -2 * sigma => Stance.LongSpread,
            Stance.LongSpread when innovation >= 0 => Stance.Flat,
            Stance.ShortSpread when innovation <= 0 => Stance.Flat,
            var same => same,
        };
        if (wanted != _stance)
        {
            MoveTo(wanted);
        }
    }

    private void MoveTo(Stance wanted)
    {
        long hedge = (long)Math.Round(LegSize.Raw * Math.Clamp(_filter.HedgeRatio, 0.1, 10), MidpointRounding.ToEven);
        bool Reach(InstrumentId instrument, long target)
        {
            long difference = target - Context.Position(instrument).Quantity.Raw;
            return difference == 0
                || Context.Send(NewOrder.Market(instrument, difference > 0 ? Side.Buy : Side.Sell, Math.Abs(difference))).IsSent;
        }

        if (Reach(_y, (int)wanted * LegSize.Raw) && Reach(_x, -(int)wanted * hedge))
        {
            _stance = wanted;
        }
    }

    public override void Save(ref StateWriter writer)
    {
        _filter.Save(ref writer);
        writer.Write(_x);
        writer.Write(_y);
        writer.Write((int)_stance);
        writer.Write(_steps);
    }

    public override void Restore(ref StateReader reader)
    {
        _filter.Restore(ref reader);
        _x = reader.ReadInstrumentId();
        _y = reader.ReadInstrumentId();
        _stance = (Stance)reader.ReadInt32();
        _steps = reader.ReadInt64();
    }
}
