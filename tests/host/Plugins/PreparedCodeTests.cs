using System.Runtime;
using Strategies.Plugins.Loading;
using Strategies.Plugins.Tests.Support;
using Strategies.Sdk;

namespace Strategies.Plugins.Tests;

[Collection(AloneCollection.Name)]
public sealed class PreparedCodeTests : IDisposable
{
    private const string Members =
        """
        private readonly Book<Level> _book = new();
        private readonly Dictionary<InstrumentId, Level> _levels = new(16);
        private readonly List<Level> _sorted = new(64);
        private readonly long[] _counts = new long[8];
        private Func<Level, bool> _filter = level => level.Quantity > 3;

        public override void OnStart() => _book.Add(new Level(new Price(1), 2));

        public override void OnBook(in BookEvent bookEvent)
        {
            _counts[0]++;
            Level level = new(bookEvent.Price, bookEvent.Quantity);
            _levels[bookEvent.Instrument] = level;
            _book.Add(level);
            _sorted.Add(level);
            _sorted.Sort((left, right) => left.Price.CompareTo(right.Price));
        }

        public override void OnTrade(in TradeEvent trade)
        {
            _counts[1]++;
            if (_levels.TryGetValue(trade.Instrument, out Level level) && _filter(level))
            {
                _counts[2] += _book.Fold(0L, (sum, one) => sum + one.Quantity.Raw);
            }
        }

        public override void OnOrderUpdate(in OrderUpdate update) => _counts[3] += Max(update.CumQty, update.LeavesQty).Raw;

        public override void OnTimer(in TimerEvent timer)
        {
            foreach (KeyValuePair<InstrumentId, Level> pair in _levels)
            {
                _counts[4] += pair.Value.Quantity.Raw;
            }
        }

        public override void OnMarketStatus(in MarketStatusEvent status) => _counts[5] += _sorted.Contains(new Level(new Price(5), 5)) ? 1 : 0;

        public override void OnParametersChanged() => _filter = Wide;

        public override void OnStop() => _book.Clear();

        private static bool Wide(Level level) => level.Quantity > 0;

        private static T Max<T>(T left, T right) where T : IComparable<T> => left.CompareTo(right) >= 0 ? left : right;
        """;

    private const string Types =
        """
        public readonly record struct Level(Price Price, Quantity Quantity);

        public sealed class Book<T> where T : struct, IEquatable<T>
        {
            private readonly Queue<T> _items = new(256);
            private readonly Inner<T> _inner = new();
            public void Add(T item) { if (!_items.Contains(item)) { _items.Enqueue(item); } _inner.Touch(item); }
            public TResult Fold<TResult>(TResult seed, Func<TResult, T, TResult> step)
            {
                foreach (T item in _items) { seed = step(seed, item); }
                return seed;
            }
            public void Clear() => _items.Clear();
        }

        public sealed class Inner<T> where T : struct
        {
            private T? _last;
            public void Touch(T item) => _last = item;
        }
        """;

    private readonly LoaderFixture _fixture = new();

    public void Dispose() => _fixture.Dispose();

    [Fact]
    public void The_first_call_of_every_callback_compiles_nothing()
    {
        LoadedStrategy loaded = _fixture.LoadSource(Members, Types);
        Strategy instance = loaded.CreateInstance();
        Callbacks callbacks = new();
        callbacks.Run(new Warm(), 20);

        int compiled = callbacks.RunOnFreshThread(instance, 20);
        TestContext.Current.SendDiagnosticMessage("{0}", loaded.Prepared);
        Assert.Equal(0, compiled);
        Assert.True(loaded.Prepared.InstantiationCount > 50, loaded.Prepared.ToString());
        Assert.True(loaded.Prepared.OpenCount > 0, loaded.Prepared.ToString());
    }

    [Fact]
    public void Arrays_of_a_package_s_own_types_are_prepared_with_it()
    {
        LoadedStrategy loaded = _fixture.LoadSource(
            "private readonly Cell[,] _grid = new Cell[2, 2]; private readonly List<Cell[]> _rows = [new Cell[2]]; private object? _held; public override void OnStop() { _grid[1, 1].Count++; _rows[0][1] = _grid[0, 1]; _held = _rows[0]; _ = (Cell[])_held; }",
            "public struct Cell { public long Count; }");
        loaded.CreateInstance().OnStop();
    }

    [Fact]
    public void The_measure_sees_code_that_nobody_prepared()
    {
        Callbacks callbacks = new();
        callbacks.Run(new Warm(), 20);
        Assert.InRange(callbacks.RunOnFreshThread(new Unprepared(), 1), 2, 20);
    }

    [Fact]
    public void The_first_call_into_a_private_dependency_compiles_nothing()
    {
        Strategy instance = _fixture.Load(_fixture.Stage("Dependent")).CreateInstance();
        Callbacks callbacks = new();
        callbacks.Run(new Warm(), 20);
        Assert.Equal(0, callbacks.RunOnFreshThread(instance, 20, withContext: false));
    }

    /// <summary>
    /// Calls the callbacks as the engine does, first on a strategy of the test's own so that the host's side is
    /// compiled.
    /// </summary>
    private sealed class Callbacks
    {
        private readonly byte[] _state = new byte[65536];

        internal int RunOnFreshThread(Strategy strategy, int rounds, bool withContext = true)
        {
            int compiled = -1;
            Thread thread = new(() =>
            {
                Run(new Warm(), 1);
                long before = JitInfo.GetCompiledMethodCount(currentThread: true);
                Run(strategy, rounds, withContext);
                compiled = (int)(JitInfo.GetCompiledMethodCount(currentThread: true) - before);
            });
            thread.Start();
            thread.Join();
            return compiled;
        }

        internal void Run(Strategy strategy, int rounds, bool withContext = true)
        {
            if (withContext)
            {
                strategy.OnStart();
            }

            for (int round = 1; round <= rounds; round++)
            {
                InstrumentId instrument = new(round % 4 + 1);
                strategy.OnBook(
                    new BookEvent { Instrument = instrument, Price = new Price(rounds - round), Quantity = round });
                strategy.OnTrade(
                    new TradeEvent { Instrument = instrument, Price = new Price(round), Quantity = round });
                strategy.OnOrderUpdate(new OrderUpdate { Instrument = instrument, CumQty = round, LeavesQty = 1 });
                strategy.OnMarketStatus(new MarketStatusEvent { Instrument = instrument });
                if (withContext)
                {
                    strategy.OnTimer(new TimerEvent(round, round));
                }
            }

            strategy.OnParametersChanged();
            StateWriter writer = new(_state, strategy.StateSchemaVersion);
            strategy.Save(ref writer);
            StateReader reader = new(_state.AsSpan(0, writer.Length), strategy.StateSchemaVersion);
            strategy.Restore(ref reader);
            strategy.OnStop();
        }
    }

    /// <summary>Its three callbacks are compiled at their first call: it was not loaded as a package.</summary>
    private sealed class Unprepared : Strategy
    {
        private long _count;

        public override void OnBook(in BookEvent bookEvent) => _count++;

        public override void Save(ref StateWriter writer) => writer.Write(_count);

        public override void Restore(ref StateReader reader) => _count = reader.ReadInt64();
    }

    private sealed class Warm : Strategy
    {
        public override void Save(ref StateWriter writer) => writer.Write(1L);

        public override void Restore(ref StateReader reader) => reader.ReadInt64();
    }
}
