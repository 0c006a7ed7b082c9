// Beta hedge: regresses the returns of one instrument on those of another over a rolling window (sums are kept, not
// recomputed) and trades the residual. The ring buffer is generic with constraints.
using System;
using System.Numerics;
using Strategies.Sdk;

namespace Honest.RollingRegression;

internal sealed class Ring<T> where T : unmanaged
{
    private readonly T[] _items;
    private int _first;

    public Ring(int capacity)
    {
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(capacity);
        _items = new T[capacity];
    }

    public int Count { get; private set; }

    public bool IsFull => Count == _items.Length;

    public ref readonly T this[int index] => ref _items[(_first + index) % _items.Length];

    public bool TryPush(in T item, out T dropped)
    {
        bool isDropping = IsFull;
        dropped = isDropping ? _items[_first] : default;
        if (isDropping)
        {
            _items[_first] = item;
            _first = (_first + 1) % _items.Length;
        }
        else
        {
            _items[(_first + Count++) % _items.Length] = item;
        }

        return isDropping;
    }

    public void Clear() => (_first, Count) = (0, 0);
}

public sealed class RollingRegressionStrategy : Strategy
{
    private readonly record struct Pair(double X, double Y);

    private readonly Ring<Pair> _pairs = new(300);
    private double _sumX, _sumY, _sumXX, _sumXY;
    private double _lastX, _lastY;
    private InstrumentId _x, _y;

    [Parameter("residualTicks", Unit = "ticks", Min = 1, Max = 1000)]
    public long ResidualTicks { get; set; } = 3;

    [Parameter("size", Unit = "shares", Min = 1, Max = 10_000)]
    public Quantity Size { get; set; } = 50;

    public override void OnStart()
    {
        _x = new InstrumentId(1);
        _y = new InstrumentId(Math.Min(2, Context.InstrumentCount));
        Context.Subscribe(_x);
        Context.Subscribe(_y);
        Context.SetTimer(1, Context.TimeNs + 1_000_000_000);
    }

    public override void OnTimer(in TimerEvent timer)
    {
        Context.SetTimer(timer.TimerId, timer.DueTimeNs + 1_000_000_000);
        double x = Context.Book(_x).Mid.ToDouble();
        double y = Context.Book(_y).Mid.ToDouble();
        if (x > 0 && y > 0 && _lastX > 0 && _lastY > 0)
        {
            Add(new Pair(x / _lastX - 1, y / _lastY - 1));
            if (_pairs.IsFull)
            {
                Trade(x / _lastX - 1, y);
            }
        }

        (_lastX, _lastY) = (x, y);
    }

    private void Add(Pair pair)
    {
        if (_pairs.TryPush(pair, out Pair old))
        {
            Accumulate(old, -1.0);
        }

        Accumulate(pair, 1.0);
    }

    private void Accumulate<T>(Pair pair, T sign) where T : INumber<T>
    {
        double s = double.CreateChecked(sign);
        _sumX += s * pair.X;
        _sumY += s * pair.Y;
        _sumXX += s * pair.X * pair.X;
        _sumXY += s * pair.X * pair.Y;
    }

    private (double Alpha, double Beta)? Fit()
    {
        int n = _pairs.Count;
        double determinant = n * _sumXX - _sumX * _sumX;
        if (n < 30 || determinant < 1e-18)
        {
            return null;
        }

        double beta = (n * _sumXY - _sumX * _sumY) / determinant;
        return ((_sumY - beta * _sumX) / n, beta);
    }

    private void Trade(double returnX, double y)
    {
        if (Fit() is not (var alpha, var beta) || Context.WorkingOrderCount != 0)
        {
            return;
        }

        double fair = _lastY * (1 + alpha + beta * returnX);
        Price tick = Context.Instrument(_y).Ticks.IncrementAt(Price.FromDouble(y));
        double residualTicks = (y - fair) / tick.ToDouble();
        Context.Publish("beta.ppm"u8, (long)(beta * 1e6));
        if (Math.Abs(residualTicks) < ResidualTicks)
        {
            return;
        }

        (Side side, Price price) = residualTicks > 0
            ? (Side.Sell, Context.Book(_y).BestBid.Price)
            : (Side.Buy, Context.Book(_y).BestOffer.Price);
        Context.Send(NewOrder.Limit(_y, side, price, Size, TimeInForce.ImmediateOrCancel));
    }

    public override void Save(ref StateWriter writer)
    {
        writer.Write(_x);
        writer.Write(_y);
        writer.Write(_lastX);
        writer.Write(_lastY);
        writer.Write(_sumX);
        writer.Write(_sumY);
        writer.Write(_sumXX);
        writer.Write(_sumXY);
        writer.Write(_pairs.Count);
        for (int index = 0; index < _pairs.Count; index++)
        {
            ref readonly Pair pair = ref _pairs[index];
            writer.Write(pair.X);
            writer.Write(pair.Y);
        }
    }

    public override void Restore(ref StateReader reader)
    {
        _x = reader.ReadInstrumentId();
        _y = reader.ReadInstrumentId();
        _lastX = reader.ReadDouble();
        _lastY = reader.ReadDouble();
        _sumX = reader.ReadDouble();
        _sumY = reader.ReadDouble();
        _sumXX = reader.ReadDouble();
        _sumXY = reader.ReadDouble();
        _pairs.Clear();
        for (int left = reader.ReadInt32(); left > 0; left--)
        {
            _pairs.TryPush(new Pair(reader.ReadDouble(), reader.ReadDouble()), out _);
        }
    }
}
