using System.Diagnostics;
using Strategies.Bench.Feed;
using Strategies.Bench.Setup;
using Strategies.Risk;
using Strategies.Sdk;

namespace Strategies.Bench.Phases;

/// <summary>
/// The real gate with the benchmark's limits, and a stream of orders such as the quoters send: every slot in turn, any
/// of its instruments, either side, prices within ten ticks of the touch. Every order is accepted and reserves.
/// </summary>
/// <remarks>
/// What is timed is <see cref="RiskGate.CheckNew"/> alone, inside a callback that is marked as the engine marks it. The
/// reservations are given back outside the timed part. The gate's tables stay in the cache, which in a run they share
/// with books and journal.
/// </remarks>
internal sealed class GatePhase
{
    private const long OrderGapNs = 2_000_000;
    private const long StartNs = 1_000_000_000_000;
    private static readonly Price Tick = new(Price.Scale / 100);
    private readonly RiskGate _gate;
    private readonly RiskOrder[] _orders;
    private readonly ReferencePrice[] _references;
    private long _timeNs = StartNs;

    /// <summary>Makes the gate and the orders.</summary>
    /// <param name="plan">Universe and limits.</param>
    /// <param name="seed">Seed of the orders.</param>
    internal GatePhase(BenchPlan plan, ulong seed)
    {
        const int Orders = 1 << 12;
        _gate = new RiskGate(plan.Universe, BenchOptions.Slots, BenchOptions.Slots);
        for (int slot = 1; slot <= BenchOptions.Slots; slot++)
        {
            _gate.SetSlotAccount(slot, slot);
        }

        if (!_gate.Limits.TryReplace(plan.Limits, out LimitTableError error))
        {
            throw new BenchException(
                $"the benchmark's limits are refused: {error.Describe(plan.Limits)}", "this is a defect of strat");
        }

        _orders = new RiskOrder[Orders];
        _references = new ReferencePrice[Orders];
        Random64 random = new(seed);
        for (int index = 0; index < Orders; index++)
        {
            int slot = 1 + index / PhaseTimes.BatchCalls % BenchOptions.Slots;
            Price bid = new(220 * Price.Scale + random.Below(1_000) * Tick.Raw);
            Side side = random.Below(2) == 0 ? Side.Buy : Side.Sell;
            _references[index] = new ReferencePrice { BestBid = bid, BestOffer = bid + Tick * 5, LastTrade = bid };
            _orders[index] = new RiskOrder
            {
                Slot = slot,
                Account = slot,
                Instrument = new InstrumentId(
                    1 + (slot - 1) * BenchOptions.InstrumentsPerSlot + (int)random.Below(BenchOptions.InstrumentsPerSlot)),
                Side = side,
                OrdType = OrdType.Limit,
                TimeInForce = TimeInForce.Day,
                Price = bid + Tick * (random.Below(21) - 10),
                Quantity = 1 + random.Below(20),
            };
        }
    }

    /// <summary>The real gate's times.</summary>
    internal PhaseTimes Gate { get; } = new();

    /// <summary>Orders that were refused; none should be.</summary>
    internal long Refused { get; private set; }

    internal void Run(int calls)
    {
        for (int call = 0; call < calls; call += 2 * PhaseTimes.BatchCalls)
        {
            int first = call / PhaseTimes.BatchCalls % (_orders.Length / PhaseTimes.BatchCalls) * PhaseTimes.BatchCalls;
            Batch(first);
            Singles(first);
        }
    }

    private void Batch(int first)
    {
        SetTimes(first);
        _gate.Mark(_orders[first].Slot);
        int refused = 0;
        long timeNs = _timeNs;
        long started = Stopwatch.GetTimestamp();
        for (int index = first; index < first + PhaseTimes.BatchCalls; index++)
        {
            timeNs += OrderGapNs;
            refused += _gate.CheckNew(in _orders[index], in _references[index], timeNs).IsAccepted ? 0 : 1;
        }

        Gate.AddBatch(Stopwatch.GetTimestamp() - started);
        End(first, timeNs, refused);
    }

    private void Singles(int first)
    {
        SetTimes(first);
        _gate.Mark(_orders[first].Slot);
        int refused = 0;
        long timeNs = _timeNs;
        for (int index = first; index < first + PhaseTimes.BatchCalls; index++)
        {
            timeNs += OrderGapNs;
            long started = Stopwatch.GetTimestamp();
            RiskDecision decision = _gate.CheckNew(in _orders[index], in _references[index], timeNs);
            Gate.AddSingle(Stopwatch.GetTimestamp() - started);
            refused += decision.IsAccepted ? 0 : 1;
        }

        End(first, timeNs, refused);
    }

    private void SetTimes(int first)
    {
        for (int index = first; index < first + PhaseTimes.BatchCalls; index++)
        {
            ref ReferencePrice reference = ref _references[index];
            reference = new ReferencePrice
            {
                BestBid = reference.BestBid,
                BestOffer = reference.BestOffer,
                LastTrade = reference.LastTrade,
                TimeNs = _timeNs,
            };
        }
    }

    private void End(int first, long timeNs, int refused)
    {
        _gate.Commit();
        Refused += refused;
        _timeNs = timeNs;
        for (int index = first; index < first + PhaseTimes.BatchCalls; index++)
        {
            ref readonly RiskOrder order = ref _orders[index];
            _gate.Release(order.Slot, order.Instrument, order.Side, order.Quantity);
        }
    }
}
