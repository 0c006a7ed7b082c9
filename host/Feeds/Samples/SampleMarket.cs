using System.Text;

namespace Strategies.Feeds.Samples;

/// <summary>
/// The order flow of a sample day: orders come, are canceled and executed at random in a book that is deeper than the
/// window; a trend that changes now and then moves the price. Whole numbers only. Like LOBSTER it records the events
/// inside the window.
/// </summary>
internal sealed class SampleMarket
{
    private const long Tick = 100;
    private const long StartPrice = 500_000;
    private const long OpenNs = 34_200_000_000_000;
    private const long CloseNs = 57_600_000_000_000;
    private const int SeedLevels = 20;
    private const int SpreadTicksMax = 3;
    private const int LevelsMin = 14;
    private const int OrdersAimed = 220;
    private const int EventsPerTrend = 700;

    private readonly LobsterSampleOptions _options;
    private readonly XorShift _random;
    private readonly SampleRecorder _recorder;
    private readonly SampleSide _asks = new(isBid: false);
    private readonly SampleSide _bids = new(isBid: true);
    private readonly long _stepNsMax;
    private long _timeNs = OpenNs;
    private long _nextReference = 1_000_001;
    private int _buyPercent = 50;
    private long _events;

    internal SampleMarket(LobsterSampleOptions options, StringBuilder messages, StringBuilder orderbook)
    {
        _options = options;
        _random = new XorShift(options.Seed);
        _recorder = new SampleRecorder(options.Levels, messages, orderbook);

        // The mean step is half of this. Well under two events a row are needed, so that the day is about filled and
        // never overrun.
        _stepNsMax = (CloseNs - OpenNs) / options.Rows;
    }

    internal void Run()
    {
        for (int level = 0; level < SeedLevels; level++)
        {
            _bids.Add(NewOrder(StartPrice - level * Tick));
            _asks.Add(NewOrder(StartPrice + (level + 2) * Tick));
        }

        while (_recorder.Rows < _options.Rows)
        {
            if (_events++ % EventsPerTrend == 0)
            {
                _buyPercent = _random.Between(35, 65);
            }

            Step();
        }
    }

    private void Step()
    {
        _timeNs = Math.Min(
            CloseNs - 1, _timeNs + 1 + _stepNsMax / 1000 * _random.Between(0, 1000) + _random.Below(1000));
        if (_asks.PriceAt(0) - _bids.PriceAt(0) > SpreadTicksMax * Tick)
        {
            AddAt(RandomSide(), -1);
            return;
        }

        SampleSide shallow = _bids.LevelCount < _asks.LevelCount ? _bids : _asks;
        if (shallow.LevelCount < LevelsMin)
        {
            AddAt(shallow, LevelsMin + _random.Below(LevelsMin));
            return;
        }

        int choice = _random.Below(100);
        int adds = _bids.OrderCount + _asks.OrderCount < OrdersAimed ? 56 : 40;
        if (choice < adds)
        {
            AddAt(RandomSide(), Math.Min(_random.Below(16), _random.Below(16)) - 1);
        }
        else if (choice < 90)
        {
            Cancel(RandomSide());
        }
        else if (choice < 98)
        {
            Execute(_random.Percent(_buyPercent) ? _asks : _bids);
        }
        else
        {
            ExecuteHidden();
        }
    }

    private SampleSide RandomSide() => _random.Percent(50) ? _bids : _asks;

    private SampleOrder NewOrder(long price)
    {
        int size = _random.Percent(70) ? 100 * _random.Between(1, 5) : _random.Between(1, 300);
        _nextReference += _random.Between(1, 40);
        return new SampleOrder(_nextReference, price, size);
    }

    /// <summary>
    /// A new order so many ticks behind the best price of its side, in front of it when negative, never crossing.
    /// </summary>
    private void AddAt(SampleSide side, int ticksBehind)
    {
        long step = side.IsBid ? -Tick : Tick;
        long price = side.PriceAt(0) + ticksBehind * step;
        price = side.IsBid ? Math.Min(price, _asks.PriceAt(0) - Tick) : Math.Max(price, _bids.PriceAt(0) + Tick);
        SampleOrder order = NewOrder(price);
        side.Add(order);
        Record(1, order, order.Size, side, side.LevelOf(price) < _options.Levels);
    }

    private void Cancel(SampleSide side)
    {
        int level = Math.Min(_random.Below(side.LevelCount), _random.Below(side.LevelCount));
        IReadOnlyList<SampleOrder> orders = side.OrdersAt(level);
        SampleOrder order = orders[_random.Below(orders.Count)];
        bool isPartial = order.Size > 1 && _random.Percent(8);
        int size = isPartial ? _random.Between(1, order.Size - 1) : order.Size;
        side.Reduce(order, size);
        Record(isPartial ? 2 : 3, order, size, side, level < _options.Levels);
    }

    /// <summary>A market order takes the best orders of a side in price-time priority; each of them is a row.</summary>
    private void Execute(SampleSide side)
    {
        int left = _random.Between(1, 600);
        while (left > 0 && side.LevelCount > 1 && _recorder.Rows < _options.Rows)
        {
            SampleOrder order = side.OrdersAt(0)[0];
            int size = Math.Min(left, order.Size);
            left -= size;
            side.Reduce(order, size);
            Record(4, order, size, side, isInWindow: true);
        }
    }

    private void ExecuteHidden()
    {
        SampleSide side = RandomSide();
        long price = (_asks.PriceAt(0) + _bids.PriceAt(0)) / 2;
        _recorder.Record(_timeNs, 5, 0, _random.Between(1, 200), price, side.IsBid, _asks, _bids);
    }

    private void Record(int type, SampleOrder order, int size, SampleSide side, bool isInWindow)
    {
        if (isInWindow)
        {
            _recorder.Record(_timeNs, type, order.Reference, size, order.Price, side.IsBid, _asks, _bids);
        }
    }
}
