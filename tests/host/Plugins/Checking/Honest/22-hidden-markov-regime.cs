// A hidden Markov model of three volatility regimes, forward filter only: transition matrix as a static readonly table, Gaussian
// densities by DeterministicMath, span arithmetic; trades only in the calm regime.
using System;
using Strategies.Sdk;

namespace Honest.HiddenMarkovRegime;

public sealed class HiddenMarkovRegimeStrategy : Strategy
{
    private enum Regime
    {
        Calm,
        Normal,
        Stressed,
    }

    private const int States = 3;

    private static readonly double[,] Transition =
    {
        { 0.990, 0.009, 0.001 },
        { 0.010, 0.980, 0.010 },
        { 0.001, 0.019, 0.980 },
    };

    private static ReadOnlySpan<double> Sigmas => [0.00005, 0.00015, 0.0006];

    private readonly double[] _belief = [1.0 / 3, 1.0 / 3, 1.0 / 3];
    private double _lastMid;
    private long _samples;

    [Parameter("calmMin", Min = 0.34, Max = 0.999)]
    public double CalmMin { get; set; } = 0.8;

    [Parameter("size", Unit = "shares", Min = 1, Max = 1_000)]
    public Quantity Size { get; set; } = 20;

    public override void OnStart()
    {
        Context.Subscribe(new InstrumentId(1));
        Context.SetTimer(1, Context.TimeNs + 500_000_000);
    }

    public override void OnTimer(in TimerEvent timer)
    {
        Context.SetTimer(timer.TimerId, Context.TimeNs + 500_000_000);
        Book book = Context.Book(new InstrumentId(1));
        double mid = book.Mid.ToDouble();
        if (mid <= 0)
        {
            return;
        }

        if (_lastMid > 0)
        {
            Filter(DeterministicMath.Log(mid / _lastMid));
            _samples++;
        }

        _lastMid = mid;
        Regime regime = MostLikely(out double probability);
        switch (regime)
        {
            case Regime.Calm when probability >= CalmMin && _samples > 100:
                MakeBothSides(book);
                break;
            case Regime.Stressed:
                CancelAll();
                break;
            case Regime.Calm or Regime.Normal:
            default:
                break;
        }
    }

    private void Filter(double x)
    {
        Span<double> next = stackalloc double[States];
        double total = 0;
        for (int to = 0; to < States; to++)
        {
            double prior = 0;
            for (int from = 0; from < States; from++)
            {
                prior += _belief[from] * Transition[from, to];
            }

            next[to] = prior * Math.Max(DeterministicMath.NormalPdf(x / Sigmas[to]) / Sigmas[to], 1e-300);
            total += next[to];
        }

        for (int state = 0; state < States; state++)
        {
            _belief[state] = next[state] / total;
        }
    }

    private Regime MostLikely(out double probability)
    {
        int best = 0;
        for (int state = 1; state < States; state++)
        {
            best = _belief[state] > _belief[best] ? state : best;
        }

        probability = _belief[best];
        return (Regime)best;
    }

    private void MakeBothSides(Book book)
    {
        if (Context.WorkingOrderCount > 0 || !book.IsTwoSided)
        {
            return;
        }

        ReadOnlySpan<(Side Side, Price Price)> quotes = [(Side.Buy, book.BestBid.Price), (Side.Sell, book.BestOffer.Price)];
        foreach ((Side side, Price price) in quotes)
        {
            Context.Send(NewOrder.Limit(book.Instrument, side, price, Size));
        }
    }

    private void CancelAll()
    {
        Span<WorkingOrder> orders = stackalloc WorkingOrder[8];
        int count = Context.CopyWorkingOrders(orders);
        foreach (WorkingOrder order in orders[..count])
        {
            if (order is { OrdStatus: OrdStatus.New or OrdStatus.PartiallyFilled })
            {
                Context.Cancel(order.OrderId);
            }
        }
    }

    public override void Save(ref StateWriter writer)
    {
        foreach (double probability in _belief)
        {
            writer.Write(probability);
        }

        writer.Write(_lastMid);
        writer.Write(_samples);
    }

    public override void Restore(ref StateReader reader)
    {
        for (int state = 0; state < States; state++)
        {
            _belief[state] = reader.ReadDouble();
        }

        _lastMid = reader.ReadDouble();
        _samples = reader.ReadInt64();
    }
}
