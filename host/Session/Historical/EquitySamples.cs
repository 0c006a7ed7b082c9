using Strategies.Engine;
using Strategies.Plans;
using Strategies.Records;
using Strategies.Sdk;
using Strategies.Session.Results;

namespace Strategies.Session.Historical;

/// <summary>
/// Notes what every slot has earned, in each currency, at the first packet and at the first of every interval of session
/// time behind it. Changes nothing.
/// </summary>
/// <remarks>The hot thread's; allocates nothing after construction.</remarks>
public sealed class EquitySamples
{
    private readonly TradingEngine _engine;
    private readonly EquitySample[] _samples;
    private readonly Currency[] _currencies;
    private readonly int[] _currencyOf;
    private readonly long _everyNs;
    private long _nextNs = long.MinValue;
    private int _count;

    /// <summary>Makes it.</summary>
    /// <param name="engine">The engine of the session.</param>
    /// <param name="setup">The session.</param>
    /// <param name="spanNs">From the first packet of all to the last.</param>
    /// <param name="everyNs">The interval, in ns of session time.</param>
    public EquitySamples(TradingEngine engine, SessionSetup setup, long spanNs, long everyNs)
    {
        _engine = engine;
        _everyNs = everyNs;
        _currencies = [.. setup.Universe.Select(instrument => instrument.Currency).Distinct()];
        _currencyOf = [.. setup.Universe.Select(instrument => Array.IndexOf(_currencies, instrument.Currency))];
        // Beside the whole intervals the two at the ends.
        _samples = new EquitySample[(int)Math.Min(1 << 22, (spanNs / everyNs + 2) * setup.Plan.Slots.Count * _currencies.Length)];
    }

    /// <summary>The currencies of the universe.</summary>
    public IReadOnlyList<Currency> Currencies => _currencies;

    /// <summary>What was noted, in the order of time; at most 4,194,304.</summary>
    public IReadOnlyList<EquitySample> Taken => _samples[.._count];

    /// <summary>A packet has been taken.</summary>
    /// <param name="timeNs">Its time, ns since 1970-01-01 UTC.</param>
    public void Pass(long timeNs)
    {
        if (timeNs < _nextNs || _samples.Length - _count < _engine.SlotCount * _currencies.Length)
        {
            return;
        }

        _nextNs = (timeNs / _everyNs + 1) * _everyNs;
        for (int slot = 1; slot <= _engine.SlotCount; slot++)
        {
            Note(slot, timeNs);
        }
    }

    private void Note(int slot, long timeNs)
    {
        int first = _count;
        foreach (Currency currency in _currencies)
        {
            _samples[_count++] = new EquitySample(timeNs, slot, currency, 0, 0, 0);
        }

        for (int index = 0; index < _currencyOf.Length; index++)
        {
            PositionPayload position = _engine.PositionOf(slot, new InstrumentId(index + 1));
            ref EquitySample sample = ref _samples[first + _currencyOf[index]];
            sample = sample with
            {
                Realised = sample.Realised + position.Realised,
                Unrealised = sample.Unrealised + position.Unrealised,
                Fees = sample.Fees + position.Fees,
            };
        }
    }
}
