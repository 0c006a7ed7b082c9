// Prices options by Black-Scholes with the SDK's deterministic functions, implies volatility by Newton with bisection as a
// guard, and quotes an option around its theoretical value when the universe has one; else it only publishes.
using System;
using System.Collections.Generic;
using Strategies.Sdk;

namespace Honest.BlackScholesQuoter;

public readonly record struct Greeks(double Value, double Delta, double Vega)
{
    public static Greeks Of(PutOrCall kind, double spot, double strike, double years, double rate, double sigma)
    {
        double root = sigma * Math.Sqrt(years);
        double d1 = (DeterministicMath.Log(spot / strike) + (rate + sigma * sigma / 2) * years) / root;
        double d2 = d1 - root;
        double discount = DeterministicMath.Exp(-rate * years);
        double vega = spot * DeterministicMath.NormalPdf(d1) * Math.Sqrt(years);
        return kind switch
        {
            PutOrCall.Call => new Greeks(
                spot * DeterministicMath.NormalCdf(d1) - strike * discount * DeterministicMath.NormalCdf(d2),
                DeterministicMath.NormalCdf(d1),
                vega),
            PutOrCall.Put => new Greeks(
                strike * discount * DeterministicMath.NormalCdf(-d2) - spot * DeterministicMath.NormalCdf(-d1),
                DeterministicMath.NormalCdf(d1) - 1,
                vega),
            _ => throw new ArgumentOutOfRangeException(nameof(kind), kind, "neither put nor call"),
        };
    }

    public static double? ImpliedVolatility(PutOrCall kind, double price, double spot, double strike, double years, double rate)
    {
        double low = 1e-4, high = 5, sigma = 0.3;
        for (int step = 0; step < 60; step++)
        {
            (double value, _, double vega) = Of(kind, spot, strike, years, rate, sigma);
            double error = value - price;
            if (Math.Abs(error) < 1e-8)
            {
                return sigma;
            }

            (low, high) = error > 0 ? (low, sigma) : (sigma, high);
            double newton = sigma - error / Math.Max(vega, 1e-12);
            sigma = newton > low && newton < high ? newton : (low + high) / 2;
        }

        return null;
    }
}

public sealed class BlackScholesQuoterStrategy : Strategy
{
    private readonly List<InstrumentId> _options = new(64);
    private double _sigma = 0.3;
    private DateTime _asOf = DateTime.UnixEpoch;
    private InstrumentId _underlying;

    [Parameter("rate", Min = -0.05, Max = 0.5)]
    public double Rate { get; set; } = 0.04;

    [Parameter("edge", Unit = "dollars", Min = 0.01, Max = 10)]
    public double Edge { get; set; } = 0.05;

    public override void OnStart()
    {
        _underlying = new InstrumentId(1);
        _asOf = DateTime.UnixEpoch.AddTicks(Context.TimeNs / 100).Date;
        for (int number = 1; number <= Context.InstrumentCount; number++)
        {
            Instrument instrument = Context.Instrument(new InstrumentId(number));
            if (instrument is { SecurityType: SecurityType.Option, ExerciseStyle: not ExerciseStyle.American } && Years(instrument) > 0)
            {
                _options.Add(instrument.Id);
                _underlying = instrument.Underlying;
                Context.Subscribe(instrument.Id);
            }
        }

        Context.Subscribe(_underlying);
    }

    private double Years(Instrument instrument)
    {
        (int year, int monthAndDay) = Math.DivRem(instrument.ExpiryDate, 10_000);
        (int month, int day) = Math.DivRem(monthAndDay, 100);
        bool isDate = year is >= 1970 and <= 2200 && month is >= 1 and <= 12 && day >= 1 && day <= DateTime.DaysInMonth(year, month);
        return isDate ? (new DateTime(year, month, day, 0, 0, 0, DateTimeKind.Utc) - _asOf).TotalDays / 365.0 : 0;
    }

    public override void OnTrade(in TradeEvent trade)
    {
        double spot = Context.Book(_underlying).Mid.ToDouble();
        if (spot <= 0)
        {
            return;
        }

        if (trade.Instrument == _underlying)
        {
            Greeks atTheMoney = Greeks.Of(PutOrCall.Call, spot, spot, 30 / 365.0, Rate, _sigma);
            Context.Publish("atm.value"u8, Price.FromDouble(atTheMoney.Value).Raw);
            return;
        }

        Instrument option = Context.Instrument(trade.Instrument);
        double strike = option.Strike.ToDouble(), years = Math.Max(Years(option), 1 / 365.0);
        if (Greeks.ImpliedVolatility(option.PutOrCall, trade.Price.ToDouble(), spot, strike, years, Rate) is { } implied)
        {
            _sigma += 0.05 * (implied - _sigma);
        }

        Quote(option, Greeks.Of(option.PutOrCall, spot, strike, years, Rate, _sigma));
    }

    private void Quote(Instrument option, Greeks greeks)
    {
        Price tick = option.Ticks.IncrementAt(Price.FromDouble(greeks.Value));
        Price bid = Price.FromDouble(greeks.Value - Edge).RoundDown(tick);
        if (bid > Price.Zero && Context.WorkingOrderCount < 10)
        {
            Context.Send(NewOrder.Limit(option.Id, Side.Buy, bid, option.Lot));
        }
    }

    public override void Save(ref StateWriter writer)
    {
        writer.Write(_sigma);
        writer.Write(_asOf.Ticks);
        writer.Write(_underlying);
        writer.Write(_options.Count);
        foreach (InstrumentId option in _options)
        {
            writer.Write(option);
        }
    }

    public override void Restore(ref StateReader reader)
    {
        _sigma = reader.ReadDouble();
        _asOf = new DateTime(reader.ReadInt64(), DateTimeKind.Utc);
        _underlying = reader.ReadInstrumentId();
        _options.Clear();
        for (int left = reader.ReadInt32(); left > 0; left--)
        {
            _options.Add(reader.ReadInstrumentId());
        }
    }
}
