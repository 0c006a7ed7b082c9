// A state machine for the opening: waits, watches a range, breaks out, flattens. Enums in switch expressions, patterns over
// events, argument checks with exceptions, Enum.IsDefined on restore.
using System;
using Strategies.Sdk;

namespace Honest.OpeningStateMachine;

public enum Phase
{
    Waiting = 0,
    Ranging = 1,
    Armed = 2,
    Long = 3,
    Short = 4,
    Done = 5,
}

public sealed class OpeningStateMachineStrategy : Strategy
{
    private const long RangeTimer = 1, FlattenTimer = 2;

    private Phase _phase;
    private Price _high, _low;
    private int _halts;

    [Parameter("rangeMinutes", Unit = "min", Min = 1, Max = 120)]
    public int RangeMinutes { get; set; } = 15;

    [Parameter("holdMinutes", Unit = "min", Min = 1, Max = 390)]
    public int HoldMinutes { get; set; } = 60;

    [Parameter("size", Unit = "shares", Min = 1, Max = 10_000)]
    public Quantity Size { get; set; } = 100;

    public override void OnStart()
    {
        Context.Subscribe(new InstrumentId(1));
        Context.SetTimer(RangeTimer, Context.TimeNs + Minutes(RangeMinutes));
        Enter(Phase.Ranging);
    }

    private static long Minutes(int count)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(count, 1);
        return count * 60L * 1_000_000_000;
    }

    public override void OnMarketStatus(in MarketStatusEvent status)
    {
        switch (status)
        {
            case { Kind: MarketStatusKind.TradingAction, Status: TradingStatus.Halted }:
                _halts++;
                break;
            case { Kind: MarketStatusKind.SystemEvent, Code: (byte)'M' }:
                Flatten();
                break;
            case { Status: TradingStatus.Trading } when _phase == Phase.Waiting:
                Enter(Phase.Ranging);
                break;
            default:
                break;
        }
    }

    public override void OnTrade(in TradeEvent trade)
    {
        if (trade.IsCross || trade.Price <= Price.Zero)
        {
            return;
        }

        _phase = (_phase, trade.Price) switch
        {
            (Phase.Ranging, var price) => Widen(price),
            (Phase.Armed, var price) when price > _high => Take(Side.Buy),
            (Phase.Armed, var price) when price < _low => Take(Side.Sell),
            (Phase.Long, var price) when price < _low => Leave(),
            (Phase.Short, var price) when price > _high => Leave(),
            (var same, _) => same,
        };
    }

    private Phase Widen(Price price)
    {
        _high = _high.IsZero || price > _high ? price : _high;
        _low = _low.IsZero || price < _low ? price : _low;
        return Phase.Ranging;
    }

    private Phase Take(Side side)
    {
        bool isSent = Context.Send(NewOrder.Market(new InstrumentId(1), side, Size)).IsSent;
        if (isSent)
        {
            Context.SetTimer(FlattenTimer, Context.TimeNs + Minutes(HoldMinutes));
        }

        return (isSent, side) switch
        {
            (false, _) => Phase.Armed,
            (true, Side.Buy) => Phase.Long,
            (true, Side.Sell) => Phase.Short,
            (true, var other) => throw new ArgumentException($"no phase for side {other}", nameof(side)),
        };
    }

    private Phase Leave()
    {
        Flatten();
        return Phase.Done;
    }

    private void Flatten()
    {
        long held = Context.Position(new InstrumentId(1)).Quantity.Raw;
        if (held != 0)
        {
            Context.Send(NewOrder.Market(new InstrumentId(1), held > 0 ? Side.Sell : Side.Buy, Math.Abs(held)));
        }
    }

    public override void OnTimer(in TimerEvent timer)
    {
        switch (timer.TimerId)
        {
            case RangeTimer when _high > _low:
                Enter(Phase.Armed);
                break;
            case RangeTimer:
                Context.SetTimer(RangeTimer, timer.DueTimeNs + Minutes(1));
                break;
            case FlattenTimer:
                Enter(Leave());
                break;
        }
    }

    private void Enter(Phase phase)
    {
        if (!Enum.IsDefined(phase))
        {
            throw new ArgumentException($"{phase} is no phase", nameof(phase));
        }

        _phase = phase;
        Context.Log(LogLevel.Information, "phase {0}, range {1:price} to {2:price}"u8, (long)phase, _low.Raw, _high.Raw);
    }

    public override void Save(ref StateWriter writer)
    {
        writer.Write((int)_phase);
        writer.Write(_high);
        writer.Write(_low);
        writer.Write(_halts);
    }

    public override void Restore(ref StateReader reader)
    {
        var phase = (Phase)reader.ReadInt32();
        _phase = Enum.IsDefined(phase) ? phase : throw new StateSchemaException($"phase {(int)phase} is not known");
        _high = reader.ReadPrice();
        _low = reader.ReadPrice();
        _halts = reader.ReadInt32();
    }
}
