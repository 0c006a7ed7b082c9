// Mean reversion on the z-score of the mid over a rolling window. Welford's update with removal keeps mean and variance
// in one pass; the window is a ring in an array that the constructor makes.
using System;
using Strategies.Sdk;

namespace Honest.WelfordZscore;

public sealed class WelfordZscoreStrategy : Strategy
{
    private const int WindowMax = 1024;
    private const long EnterTag = 1, ExitTag = 2;

    private readonly RollingMoments _moments = new(WindowMax);
    private InstrumentId _instrument;
    private long _lastSampleNs;

    [Parameter("window", Unit = "samples", Min = 16, Max = WindowMax, Description = "Samples in the window.")]
    public int Window { get; set; } = 240;

    [Parameter("enterZ", Min = 0.5, Max = 10, Description = "Z-score at which to enter.")]
    public double EnterZ { get; set; } = 2.0;

    [Parameter("exitZ", Min = 0, Max = 5, Description = "Z-score at which to leave.")]
    public double ExitZ { get; set; } = 0.3;

    [Parameter("size", Unit = "shares", Min = 1, Max = 100_000)]
    public Quantity Size { get; set; } = 100;

    [Parameter("sampleMs", Unit = "ms", Min = 1, Max = 60_000)]
    public long SampleMs { get; set; } = 250;

    public override void OnStart()
    {
        _instrument = new InstrumentId(1);
        Context.Subscribe(_instrument);
    }

    public override void OnBook(in BookEvent bookEvent)
    {
        if (!bookEvent.IsLastInPacket || Context.TimeNs - _lastSampleNs < SampleMs * 1_000_000)
        {
            return;
        }

        Book book = Context.Book(_instrument);
        if (!book.IsTwoSided)
        {
            return;
        }

        _lastSampleNs = Context.TimeNs;
        double mid = book.Mid.ToDouble();
        _moments.Push(mid, Window);
        if (_moments.Count < Window || _moments.StandardDeviation is var sigma && sigma < 1e-9)
        {
            return;
        }

        double z = (mid - _moments.Mean) / sigma;
        long held = Context.Position(_instrument).Quantity.Raw;
        if (Context.WorkingOrderCount > 0)
        {
            return;
        }

        if (held == 0 && Math.Abs(z) > EnterZ)
        {
            Take(book, z > 0 ? Side.Sell : Side.Buy, Size, EnterTag);
        }
        else if (held != 0 && Math.Abs(z) < ExitZ)
        {
            Take(book, held > 0 ? Side.Sell : Side.Buy, Math.Abs(held), ExitTag);
        }
    }

    private void Take(Book book, Side side, Quantity quantity, long tag)
    {
        Price price = side == Side.Buy ? book.BestOffer.Price : book.BestBid.Price;
        SendResult result = Context.Send(
            NewOrder.Limit(_instrument, side, price, quantity, TimeInForce.ImmediateOrCancel, tag));
        if (!result.IsSent)
        {
            Context.Log(LogLevel.Warning, "refused: {0:reason}"u8, (long)result.Reason);
        }
    }

    public override void Save(ref StateWriter writer)
    {
        writer.Write(_instrument);
        writer.Write(_lastSampleNs);
        _moments.Save(ref writer);
    }

    public override void Restore(ref StateReader reader)
    {
        _instrument = reader.ReadInstrumentId();
        _lastSampleNs = reader.ReadInt64();
        _moments.Restore(ref reader);
    }

    private sealed class RollingMoments(int capacity)
    {
        private readonly double[] _values = new double[capacity];
        private int _head;
        private double _m2;

        public int Count { get; private set; }

        public double Mean { get; private set; }

        public double StandardDeviation => Count > 1 ? Math.Sqrt(Math.Max(0, _m2 / (Count - 1))) : 0;

        public void Push(double value, int window)
        {
            while (Count >= window)
            {
                RemoveOldest();
            }

            _values[(_head + Count) % _values.Length] = value;
            Count++;
            double delta = value - Mean;
            Mean += delta / Count;
            _m2 += delta * (value - Mean);
        }

        private void RemoveOldest()
        {
            double old = _values[_head];
            _head = (_head + 1) % _values.Length;
            Count--;
            if (Count == 0)
            {
                (Mean, _m2) = (0, 0);
                return;
            }

            double delta = old - Mean;
            Mean -= delta / Count;
            _m2 -= delta * (old - Mean);
        }

        public void Save(ref StateWriter writer)
        {
            writer.Write(Count);
            writer.Write(Mean);
            writer.Write(_m2);
            for (int index = 0; index < Count; index++)
            {
                writer.Write(_values[(_head + index) % _values.Length]);
            }
        }

        public void Restore(ref StateReader reader)
        {
            int count = reader.ReadInt32();
            if (count < 0 || count > _values.Length)
            {
                throw new StateSchemaException($"a window of {count} samples does not fit {_values.Length}");
            }

            _head = 0;
            Count = count;
            Mean = reader.ReadDouble();
            _m2 = reader.ReadDouble();
            for (int index = 0; index < count; index++)
            {
                _values[index] = reader.ReadDouble();
            }
        }
    }
}
