// Flow toxicity from trade signs: a shift register of 256 bits with population counts, volume buckets (VPIN), Array.Fill and
// hashing by hand (FNV-1a) to spot repeated child sizes.
using System;
using System.Numerics;
using Strategies.Sdk;

namespace Honest.BitToxicity;

public sealed class BitToxicityStrategy : Strategy
{
    private const int Words = 4, Buckets = 50, Sketch = 256;

    private readonly ulong[] _signs = new ulong[Words];
    private readonly long[] _imbalances = new long[Buckets];
    private readonly byte[] _sizes = new byte[Sketch];
    private int _bucket, _filledBuckets;
    private long _bought, _sold;
    private bool _isToxic;

    [Flags]
    private enum Alarm : byte
    {
        None = 0,
        OneSided = 1 << 0,
        Imbalanced = 1 << 1,
        Repeated = 1 << 2,
    }

    [Parameter("bucketShares", Unit = "shares", Min = 100, Max = 10_000_000)]
    public long BucketShares { get; set; } = 2_000;

    [Parameter("vpin", Min = 0, Max = 1)]
    public double VpinMax { get; set; } = 0.6;

    public override void OnStart()
    {
        Array.Fill(_sizes, (byte)0);
        Context.Subscribe(new InstrumentId(1));
    }

    public override void OnTrade(in TradeEvent trade)
    {
        if (trade.RestingSide == Side.None)
        {
            return;
        }

        bool isBuy = trade.RestingSide == Side.Sell;
        Shift(isBuy);
        Fill(isBuy, trade.Quantity.Raw);
        Alarm alarm = Alarm.None;
        alarm |= Math.Abs(OnesOf(_signs) - 128) > 48 ? Alarm.OneSided : 0;
        alarm |= Vpin() > VpinMax ? Alarm.Imbalanced : 0;
        alarm |= Count(trade.Quantity.Raw) > 32 ? Alarm.Repeated : 0;
        Act(trade.Instrument, alarm);
    }

    private void Shift(bool bit)
    {
        ulong carry = bit ? 1UL : 0;
        for (int word = 0; word < Words; word++)
        {
            ulong next = _signs[word] >> 63;
            _signs[word] = (_signs[word] << 1) | carry;
            carry = next;
        }
    }

    private static int OnesOf(ReadOnlySpan<ulong> words)
    {
        int ones = 0;
        foreach (ulong word in words)
        {
            ones += BitOperations.PopCount(word);
        }

        return ones;
    }

    private void Fill(bool isBuy, long shares)
    {
        while (shares > 0)
        {
            long part = Math.Min(shares, BucketShares - _bought - _sold);
            (_bought, _sold) = isBuy ? (_bought + part, _sold) : (_bought, _sold + part);
            shares -= part;
            if (_bought + _sold >= BucketShares)
            {
                _imbalances[_bucket] = Math.Abs(_bought - _sold);
                _bucket = (_bucket + 1) % Buckets;
                _filledBuckets = Math.Min(_filledBuckets + 1, Buckets);
                (_bought, _sold) = (0, 0);
            }
        }
    }

    private double Vpin()
    {
        if (_filledBuckets < Buckets)
        {
            return 0;
        }

        long sum = 0;
        foreach (long imbalance in _imbalances)
        {
            sum += imbalance;
        }

        return (double)sum / (Buckets * BucketShares);
    }

    private int Count(long size)
    {
        uint hash = 2166136261;
        for (int shift = 0; shift < 64; shift += 8)
        {
            hash = unchecked((hash ^ (byte)(size >>> shift)) * 16777619);
        }

        ref byte cell = ref _sizes[BitOperations.RotateLeft(hash, 7) & (Sketch - 1)];
        cell = cell == byte.MaxValue ? (byte)128 : (byte)(cell + 1);
        return cell;
    }

    private void Act(InstrumentId instrument, Alarm alarm)
    {
        bool isToxic = BitOperations.PopCount((uint)alarm) >= 2 || alarm.HasFlag(Alarm.Imbalanced);
        if (isToxic == _isToxic)
        {
            return;
        }

        _isToxic = isToxic;
        Context.Log(LogLevel.Information, "toxic {0}, alarms {1}"u8, isToxic ? 1 : 0, (long)alarm);
        Book book = Context.Book(instrument);
        if (!isToxic && book.IsTwoSided)
        {
            Context.Send(NewOrder.Limit(instrument, Side.Buy, book.BestBid.Price, 10));
            Context.Send(NewOrder.Limit(instrument, Side.Sell, book.BestOffer.Price, 10));
        }
    }

    public override void Save(ref StateWriter writer)
    {
        foreach (ulong word in _signs)
        {
            writer.Write(word);
        }

        foreach (long imbalance in _imbalances)
        {
            writer.Write(imbalance);
        }

        writer.Write(_sizes.AsSpan());
        writer.Write(_bucket);
        writer.Write(_filledBuckets);
        writer.Write(_bought);
        writer.Write(_sold);
        writer.Write(_isToxic);
    }

    public override void Restore(ref StateReader reader)
    {
        for (int word = 0; word < Words; word++)
        {
            _signs[word] = reader.ReadUInt64();
        }

        for (int bucket = 0; bucket < Buckets; bucket++)
        {
            _imbalances[bucket] = reader.ReadInt64();
        }

        reader.ReadBytes().CopyTo(_sizes);
        _bucket = reader.ReadInt32();
        _filledBuckets = reader.ReadInt32();
        _bought = reader.ReadInt64();
        _sold = reader.ReadInt64();
        _isToxic = reader.ReadBoolean();
    }
}
