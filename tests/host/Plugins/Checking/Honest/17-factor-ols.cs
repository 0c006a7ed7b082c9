// Regresses the next move of the mid on four features of the book by recursive normal equations and a Cholesky factorisation
// of a 5x5 matrix, in arrays that the constructor makes. Refits once a minute.
using System;
using Strategies.Sdk;

namespace Honest.FactorOls;

internal sealed class NormalEquations
{
    private readonly int _n;
    private readonly double[,] _a;
    private readonly double[][] _factor;
    private readonly double[] _b, _work;

    public NormalEquations(int n)
    {
        _n = n;
        _a = new double[n, n];
        _b = new double[n];
        _work = new double[n];
        _factor = new double[n][];
        for (int row = 0; row < n; row++)
        {
            _factor[row] = new double[row + 1];
        }
    }

    public void Add(ReadOnlySpan<double> x, double y, double forget)
    {
        for (int row = 0; row < _n; row++)
        {
            for (int column = 0; column < _n; column++)
            {
                _a[row, column] = forget * _a[row, column] + x[row] * x[column];
            }

            _b[row] = forget * _b[row] + x[row] * y;
        }
    }

    public bool TrySolve(Span<double> solution, double ridge)
    {
        for (int row = 0; row < _n; row++)
        {
            for (int column = 0; column <= row; column++)
            {
                double sum = _a[row, column] + (row == column ? ridge : 0);
                for (int k = 0; k < column; k++)
                {
                    sum -= _factor[row][k] * _factor[column][k];
                }

                if (row == column)
                {
                    if (sum <= 1e-14)
                    {
                        return false;
                    }

                    _factor[row][row] = Math.Sqrt(sum);
                }
                else
                {
                    _factor[row][column] = sum / _factor[column][column];
                }
            }
        }

        for (int row = 0; row < _n; row++)
        {
            double sum = _b[row];
            for (int k = 0; k < row; k++)
            {
                sum -= _factor[row][k] * _work[k];
            }

            _work[row] = sum / _factor[row][row];
        }

        for (int row = _n - 1; row >= 0; row--)
        {
            double sum = _work[row];
            for (int k = row + 1; k < _n; k++)
            {
                sum -= _factor[k][row] * solution[k];
            }

            solution[row] = sum / _factor[row][row];
        }

        return true;
    }

    public void Save(ref StateWriter writer)
    {
        foreach (double value in _a)
        {
            writer.Write(value);
        }

        foreach (double value in _b)
        {
            writer.Write(value);
        }
    }

    public void Restore(ref StateReader reader)
    {
        for (int row = 0; row < _a.GetLength(0); row++)
        {
            for (int column = 0; column < _a.GetLength(1); column++)
            {
                _a[row, column] = reader.ReadDouble();
            }
        }

        for (int row = 0; row < _b.Length; row++)
        {
            _b[row] = reader.ReadDouble();
        }
    }
}

public sealed class FactorOlsStrategy : Strategy
{
    private const int Features = 5;

    private readonly NormalEquations _equations = new(Features);
    private readonly double[] _last = new double[Features];
    private readonly double[] _beta = new double[Features];
    private double _lastMid;
    private long _refits;
    private bool _isFitted;

    [Parameter("edgeTicks", Unit = "ticks", Min = 0.1, Max = 100)]
    public double EdgeTicks { get; set; } = 0.7;

    public override void OnStart()
    {
        Context.Subscribe(new InstrumentId(1));
        Context.SetTimer(1, Context.TimeNs + 1_000_000_000);
        Context.SetTimer(2, Context.TimeNs + 60_000_000_000);
    }

    public override void OnTimer(in TimerEvent timer)
    {
        if (timer.TimerId == 2)
        {
            Context.SetTimer(2, Context.TimeNs + 60_000_000_000);
            _isFitted = _equations.TrySolve(_beta, ridge: 1e-6);
            _refits++;
            return;
        }

        Context.SetTimer(1, Context.TimeNs + 1_000_000_000);
        Book book = Context.Book(new InstrumentId(1));
        if (!book.IsTwoSided)
        {
            return;
        }

        double tick = Context.Instrument(book.Instrument).Ticks.IncrementAt(book.Mid).ToDouble();
        double mid = book.Mid.ToDouble() / tick;
        if (_lastMid > 0)
        {
            _equations.Add(_last, mid - _lastMid, forget: 0.999);
        }

        Measure(book, tick, _last);
        _lastMid = mid;
        if (_isFitted && Context.WorkingOrderCount == 0)
        {
            double forecast = 0;
            for (int feature = 0; feature < Features; feature++)
            {
                forecast += _beta[feature] * _last[feature];
            }

            if (Math.Abs(forecast) > EdgeTicks)
            {
                Side side = forecast > 0 ? Side.Buy : Side.Sell;
                Price price = side == Side.Buy ? book.BestBid.Price : book.BestOffer.Price;
                Context.Send(NewOrder.Limit(book.Instrument, side, price, 10, tag: _refits));
            }
        }
    }

    private static void Measure(Book book, double tick, Span<double> features)
    {
        (Price bid, Quantity bidQuantity, int bidOrders) = book.BestBid;
        (Price offer, Quantity offerQuantity, int offerOrders) = book.BestOffer;
        features[0] = 1;
        features[1] = (offer - bid).ToDouble() / tick;
        features[2] = (double)(bidQuantity.Raw - offerQuantity.Raw) / Math.Max(1, bidQuantity.Raw + offerQuantity.Raw);
        features[3] = Math.Sqrt(bidOrders) - Math.Sqrt(offerOrders);
        features[4] = book.LastTradePrice.IsZero ? 0 : (book.LastTradePrice - book.Mid).ToDouble() / tick;
    }

    public override void Save(ref StateWriter writer)
    {
        _equations.Save(ref writer);
        foreach (double value in _last.AsSpan())
        {
            writer.Write(value);
        }

        foreach (double value in _beta.AsSpan())
        {
            writer.Write(value);
        }

        writer.Write(_lastMid);
        writer.Write(_refits);
        writer.Write(_isFitted);
    }

    public override void Restore(ref StateReader reader)
    {
        _equations.Restore(ref reader);
        for (int index = 0; index < Features; index++)
        {
            _last[index] = reader.ReadDouble();
        }

        for (int index = 0; index < Features; index++)
        {
            _beta[index] = reader.ReadDouble();
        }

        _lastMid = reader.ReadDouble();
        _refits = reader.ReadInt64();
        _isFitted = reader.ReadBoolean();
    }
}
