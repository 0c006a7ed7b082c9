// Lead and lag between instruments: a dictionary with a key struct of its own (IEquatable, hash by hand), one with a record
// struct key that holds a string, delegates from lambdas made in the constructor, operators of an own number type.
using System;
using System.Collections.Generic;
using Strategies.Sdk;

namespace Honest.LeadLagKeys;

internal readonly struct PairKey(int leader, int follower) : IEquatable<PairKey>
{
    public int Leader { get; } = leader;

    public int Follower { get; } = follower;

    public bool Equals(PairKey other) => Leader == other.Leader && Follower == other.Follower;

    public override bool Equals(object? obj) => obj is PairKey other && Equals(other);

    public override int GetHashCode() => unchecked(Leader * 397 ^ Follower);

    public static bool operator ==(PairKey left, PairKey right) => left.Equals(right);

    public static bool operator !=(PairKey left, PairKey right) => !left.Equals(right);
}

internal readonly record struct NamedKey(string Name, Side Side);

internal readonly struct Basis(double points) : IComparable<Basis>
{
    public double Points { get; } = points;

    public static Basis operator +(Basis left, Basis right) => new(left.Points + right.Points);

    public static Basis operator *(double factor, Basis basis) => new(factor * basis.Points);

    public static explicit operator double(Basis basis) => basis.Points / 10_000;

    public int CompareTo(Basis other) => Points.CompareTo(other.Points);
}

public sealed class LeadLagKeysStrategy : Strategy
{
    private delegate Basis Transform(double now, double before);

    private const int InstrumentsMax = 4;

    private readonly Dictionary<PairKey, Basis> _gaps = new(InstrumentsMax * InstrumentsMax);
    private readonly Dictionary<NamedKey, long> _sent = new(8);
    private readonly Dictionary<string, Transform> _transforms;
    private readonly double[] _mids = new double[InstrumentsMax + 1];
    private readonly Transform _chosen;
    private int _count;

    public LeadLagKeysStrategy()
    {
        double scale = 10_000;
        _transforms = new Dictionary<string, Transform>
        {
            ["simple"] = (now, before) => new Basis((now / before - 1) * scale),
            ["log"] = (now, before) => new Basis(DeterministicMath.Log(now / before) * scale),
            ["sign"] = static (now, before) => new Basis(Math.Sign(now - before)),
        };
        _chosen = _transforms["log"];
        _sent[new NamedKey("lead", Side.Buy)] = 0;
        _sent[new NamedKey("lead", Side.Sell)] = 0;
    }

    [Parameter("triggerBps", Unit = "bp", Min = 0.1, Max = 100)]
    public double TriggerBps { get; set; } = 3;

    public override void OnStart()
    {
        _count = Math.Min(InstrumentsMax, Context.InstrumentCount);
        for (int leader = 1; leader <= _count; leader++)
        {
            Context.Subscribe(new InstrumentId(leader));
            for (int follower = 1; follower <= _count; follower++)
            {
                if (leader != follower)
                {
                    _gaps.Add(new PairKey(leader, follower), default);
                }
            }
        }
    }

    public override void OnBook(in BookEvent bookEvent)
    {
        int leader = bookEvent.Instrument.Value;
        Book book = Context.Book(bookEvent.Instrument);
        if (leader > _count || !bookEvent.IsLastInPacket || !book.IsTwoSided)
        {
            return;
        }

        double mid = book.Mid.ToDouble(), before = _mids[leader];
        _mids[leader] = mid;
        if (before <= 0 || mid == before)
        {
            return;
        }

        Basis move = _chosen(mid, before);
        for (int follower = 1; follower <= _count; follower++)
        {
            var key = new PairKey(leader, follower);
            var back = new PairKey(follower, leader);
            if (_gaps.TryGetValue(key, out Basis gap))
            {
                _gaps[key] = 0.95 * gap + move;
                _gaps[back] = 0.95 * _gaps[back];
                Follow(follower, _gaps[key]);
            }
        }
    }

    private void Follow(int follower, Basis gap)
    {
        Book book = Context.Book(new InstrumentId(follower));
        if (Math.Abs(gap.Points) < TriggerBps || !book.IsTwoSided || Context.WorkingOrderCount > 0)
        {
            return;
        }

        Side side = gap.CompareTo(default) > 0 ? Side.Buy : Side.Sell;
        Price limit = Price.FromDouble(book.Mid.ToDouble() * (1 + (double)gap));
        Price tick = Context.Instrument(book.Instrument).Ticks.IncrementAt(limit);
        limit = side == Side.Buy ? limit.RoundDown(tick) : limit.RoundUp(tick);
        if (Context.Send(NewOrder.Limit(book.Instrument, side, limit, 10, TimeInForce.ImmediateOrCancel)).IsSent)
        {
            _sent[new NamedKey("lead", side)]++;
        }
    }

    public override void Save(ref StateWriter writer)
    {
        writer.Write(_count);
        for (int leader = 1; leader <= _count; leader++)
        {
            writer.Write(_mids[leader]);
            for (int follower = 1; follower <= _count; follower++)
            {
                writer.Write(_gaps.TryGetValue(new PairKey(leader, follower), out Basis gap) ? gap.Points : 0);
            }
        }

        writer.Write(_sent[new NamedKey("lead", Side.Buy)]);
        writer.Write(_sent[new NamedKey("lead", Side.Sell)]);
    }

    public override void Restore(ref StateReader reader)
    {
        _gaps.Clear();
        Array.Clear(_mids);
        _count = Math.Clamp(reader.ReadInt32(), 0, InstrumentsMax);
        for (int leader = 1; leader <= _count; leader++)
        {
            _mids[leader] = reader.ReadDouble();
            for (int follower = 1; follower <= _count; follower++)
            {
                var basis = new Basis(reader.ReadDouble());
                if (leader != follower)
                {
                    _gaps[new PairKey(leader, follower)] = basis;
                }
            }
        }

        _sent[new NamedKey("lead", Side.Buy)] = reader.ReadInt64();
        _sent[new NamedKey("lead", Side.Sell)] = reader.ReadInt64();
    }
}
