// A market maker whose spread follows a GARCH(1,1) forecast of volatility: log returns by DeterministicMath.Log, clamps, and
// parameters that are checked together when they change.
using System;
using Strategies.Sdk;

namespace Honest.GarchSpread;

public sealed class GarchSpreadStrategy : Strategy
{
    private struct Garch
    {
        public double Variance;
        public double LastPrice;
        public long Samples;

        public readonly double Volatility => Math.Sqrt(Variance);

        public void Update(double price, double omega, double alpha, double beta)
        {
            if (LastPrice > 0)
            {
                double r = DeterministicMath.Log(price / LastPrice);
                Variance = Samples < 50
                    ? (Variance * Samples + r * r) / (Samples + 1)
                    : omega + alpha * r * r + beta * Variance;
                Samples++;
            }

            LastPrice = price;
        }
    }

    private Garch _garch;
    private OrderId _bid, _offer;
    private int _rejectedParameters;

    [Parameter("omega", Min = 0, Max = 1)]
    public double Omega { get; set; } = 1e-10;

    [Parameter("alpha", Min = 0, Max = 1)]
    public double Alpha { get; set; } = 0.08;

    [Parameter("beta", Min = 0, Max = 1)]
    public double Beta { get; set; } = 0.9;

    [Parameter("sigmas", Min = 0.1, Max = 20, Description = "Half spread in one-second volatilities.")]
    public double Sigmas { get; set; } = 1.5;

    [Parameter("size", Unit = "shares", Min = 1, Max = 10_000)]
    public Quantity Size { get; set; } = 50;

    public override void OnStart()
    {
        Context.Subscribe(new InstrumentId(1));
        Context.SetTimer(1, Context.TimeNs + 1_000_000_000);
    }

    public override void OnParametersChanged()
    {
        if (Alpha + Beta >= 1)
        {
            _rejectedParameters++;
            Context.Log(LogLevel.Error, "alpha and beta together are {0} ppm, the variance explodes"u8, (long)((Alpha + Beta) * 1e6));
        }
    }

    public override void OnTimer(in TimerEvent timer)
    {
        Context.SetTimer(1, Context.TimeNs + 1_000_000_000);
        Book book = Context.Book(new InstrumentId(1));
        if (!book.IsTwoSided)
        {
            return;
        }

        double mid = book.Mid.ToDouble();
        double beta = Math.Min(Beta, 0.999 - Alpha);
        _garch.Update(mid, Omega, Alpha, Math.Max(0, beta));
        if (_garch.Samples < 50)
        {
            return;
        }

        Price tick = Context.Instrument(book.Instrument).Ticks.IncrementAt(book.Mid);
        double half = Math.Clamp(Sigmas * _garch.Volatility * mid, tick.ToDouble(), mid * 0.01);
        double skew = -0.1 * Context.Position(book.Instrument).Quantity.Raw / Math.Max(1, Size.Raw) * tick.ToDouble();
        Price bid = Price.FromDouble(mid - half + skew).RoundDown(tick);
        Price offer = Price.FromDouble(mid + half + skew).RoundUp(tick);
        if (bid < offer && bid.Raw > 0)
        {
            Quote(ref _bid, Side.Buy, bid);
            Quote(ref _offer, Side.Sell, offer);
        }
    }

    private void Quote(ref OrderId id, Side side, Price price)
    {
        if (id == default || !Context.TryGetOrder(id, out WorkingOrder order))
        {
            SendResult sent = Context.Send(NewOrder.Limit(new InstrumentId(1), side, price, Size));
            id = sent.IsSent ? sent.OrderId : default;
        }
        else if (order.Price != price && order.OrdStatus is not (OrdStatus.PendingNew or OrdStatus.PendingReplace or OrdStatus.PendingCancel))
        {
            Context.Replace(id, price, order.CumQty + Size);
        }
    }

    public override void Save(ref StateWriter writer)
    {
        writer.Write(_garch.Variance);
        writer.Write(_garch.LastPrice);
        writer.Write(_garch.Samples);
        writer.Write(_bid);
        writer.Write(_offer);
        writer.Write(_rejectedParameters);
    }

    public override void Restore(ref StateReader reader)
    {
        _garch = new Garch { Variance = reader.ReadDouble(), LastPrice = reader.ReadDouble(), Samples = reader.ReadInt64() };
        _bid = reader.ReadOrderId();
        _offer = reader.ReadOrderId();
        _rejectedParameters = reader.ReadInt32();
    }
}
