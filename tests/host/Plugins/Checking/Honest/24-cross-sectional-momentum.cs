// Ranks up to 32 instruments by risk-adjusted return once a minute (Array.Sort of keys with items, a Comparer for the ranking,
// ranges and index-from-end), goes long the first and short the last, scaled by decimals to a budget in money.
using System;
using System.Collections.Generic;
using Strategies.Sdk;

namespace Honest.CrossSectionalMomentum;

public sealed class CrossSectionalMomentumStrategy : Strategy
{
    private sealed class Series
    {
        private readonly double[] _prices = new double[31];
        private int _count;

        public void Add(double price)
        {
            if (_count == _prices.Length)
            {
                Array.Copy(_prices, 1, _prices, 0, _count - 1);
                _count--;
            }

            _prices[_count++] = price;
        }

        public double? Score()
        {
            if (_count < _prices.Length || _prices[0] <= 0)
            {
                return null;
            }

            double sum = 0, squares = 0;
            for (int index = 1; index < _count; index++)
            {
                double r = _prices[index] / _prices[index - 1] - 1;
                sum += r;
                squares += r * r;
            }

            double variance = squares / (_count - 1) - sum / (_count - 1) * (sum / (_count - 1));
            return variance > 1e-16 ? sum / Math.Sqrt(variance) : 0;
        }

        public void Save(ref StateWriter writer)
        {
            writer.Write(_count);
            foreach (double price in _prices.AsSpan(.._count))
            {
                writer.Write(price);
            }
        }

        public void Restore(ref StateReader reader)
        {
            _count = Math.Min(reader.ReadInt32(), _prices.Length);
            for (int index = 0; index < _count; index++)
            {
                _prices[index] = reader.ReadDouble();
            }
        }
    }

    private const int InstrumentsMax = 32;
    private const long MinuteNs = 60_000_000_000;

    private readonly Series[] _series = new Series[InstrumentsMax];
    private readonly double[] _scores = new double[InstrumentsMax];
    private readonly int[] _ranked = new int[InstrumentsMax];
    private readonly IComparer<double> _descending = Comparer<double>.Create(static (left, right) => right.CompareTo(left));
    private int _count;
    private long _rebalances;

    public CrossSectionalMomentumStrategy()
    {
        for (int index = 0; index < _series.Length; index++)
        {
            _series[index] = new Series();
        }
    }

    [Parameter("budget", Unit = "dollars", Min = 1_000, Max = 10_000_000)]
    public double Budget { get; set; } = 50_000;

    [Parameter("legs", Min = 1, Max = 10)]
    public int Legs { get; set; } = 2;

    public override void OnStart()
    {
        _count = Math.Min(InstrumentsMax, Context.InstrumentCount);
        for (int number = 1; number <= _count; number++)
        {
            Context.Subscribe(new InstrumentId(number));
        }

        Context.SetTimer(1, Context.TimeNs + MinuteNs);
    }

    public override void OnTimer(in TimerEvent timer)
    {
        Context.SetTimer(1, timer.DueTimeNs + MinuteNs);
        int ready = 0;
        for (int index = 0; index < _count; index++)
        {
            _series[index].Add(Context.Book(new InstrumentId(index + 1)).Mid.ToDouble());
            if (_series[index].Score() is double score)
            {
                (_scores[ready], _ranked[ready]) = (score, index + 1);
                ready++;
            }
        }

        if (ready >= 2 * Legs)
        {
            // Equal scores: the sort is not stable, but does the same every time with the same input.
            Array.Sort(_scores, _ranked, 0, ready, _descending);
            Rebalance(_ranked.AsSpan(0, ready));
        }
    }

    private void Rebalance(ReadOnlySpan<int> ranked)
    {
        _rebalances++;
        foreach (int number in ranked[..Legs])
        {
            MoveTo(new InstrumentId(number), +1);
        }

        foreach (int number in ranked[^Legs..])
        {
            MoveTo(new InstrumentId(number), -1);
        }

        foreach (int number in ranked[Legs..^Legs])
        {
            MoveTo(new InstrumentId(number), 0);
        }
    }

    private void MoveTo(InstrumentId id, int direction)
    {
        Instrument instrument = Context.Instrument(id);
        decimal price = Context.Book(id).Mid.ToDecimal();
        if (price <= 0 || instrument.ContractMultiplier <= 0)
        {
            return;
        }

        decimal shares = decimal.Divide((decimal)Budget / (2 * Legs), price * instrument.ContractMultiplier);
        long lots = (long)decimal.Truncate(shares / instrument.Lot.Raw);
        Quantity target = checked(direction * lots * instrument.Lot.Raw);
        Quantity difference = target - Context.Position(id).Quantity;
        if (!difference.IsZero)
        {
            Side side = difference > Quantity.Zero ? Side.Buy : Side.Sell;
            Money value = instrument.Notional(Context.Book(id).Mid, Math.Abs(difference.Raw));
            if (value.ToDecimal() >= 100m)
            {
                Context.Send(NewOrder.Market(id, side, Math.Abs(difference.Raw), _rebalances));
            }
        }
    }

    public override void Save(ref StateWriter writer)
    {
        writer.Write(_count);
        writer.Write(_rebalances);
        foreach (Series series in _series)
        {
            series.Save(ref writer);
        }
    }

    public override void Restore(ref StateReader reader)
    {
        _count = reader.ReadInt32();
        _rebalances = reader.ReadInt64();
        foreach (Series series in _series)
        {
            series.Restore(ref reader);
        }
    }
}
