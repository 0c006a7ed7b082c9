using Strategies.Plugins.Checking;
using Strategies.Plugins.Tests.Support;

namespace Strategies.Plugins.Tests;

public sealed class StaticFieldTests
{
    [Theory]
    [InlineData("private static long _count; public override void OnStop() => _count++;", "_count")]
    [InlineData(
        "private static readonly long[] Table = [1, 2];  public override void OnStop() => Table[0]++;", "Table")]
    [InlineData("private static readonly List<long> Seen = []; public override void OnStop() => Seen.Add(1);", "Seen")]
    [InlineData("public static long Total { get; set; }", "Total")]
    [InlineData("public static event Action? Changed; public override void OnStop() => Changed?.Invoke();", "Changed")]
    [InlineData("private static readonly Func<long> Next = () => 1; public override void OnStop() => Next();", "Next")]
    [InlineData("private static readonly Mutable Value = new(); public struct Mutable { public long A; }", "Value")]
    [InlineData(
        "private static readonly Pair Value = new(\"a\"); public readonly record struct Pair(string Name);", "Value")]
    [InlineData("private static readonly object Gate = new();", "Gate")]
    [InlineData(
        "private static readonly Wrap<string> Value = default; public readonly struct Wrap<T> { public readonly T A; }",
        "Value")]
    [InlineData("private static string? _name; public override void OnStop() => _name = \"a\";", "_name")]
    [InlineData("private static readonly Instrument? Shared = null;", "Shared")]
    public void A_static_that_can_change_is_refused(string members, string field)
    {
        Violation violation = CheckedSource.RequireRefused(
            PluginTestCompiler.Quoter(members), $"Demo.Quoter.{field}", "static");
        Assert.StartsWith("Demo.dll: Demo.Quoter." + field, violation.ToString(), StringComparison.Ordinal);
    }

    [Fact]
    public void A_thread_static_is_refused_even_when_it_is_a_primitive() => CheckedSource.RequireRefused(
        PluginTestCompiler.Quoter(
            "[ThreadStatic] private static int _depth; public override void OnStop() => _depth++;"),
        "Demo.Quoter._depth", "thread static");

    [Fact]
    public void A_static_of_another_type_in_the_assembly_is_refused() => CheckedSource.RequireRefused(
        PluginTestCompiler.Quoter(
            "", "internal static class Cache { internal static class Inner { internal static int Hits; } }"),
        "Demo.Cache.Inner.Hits", "static field");

    [Fact]
    public void Statics_that_are_constants_in_all_but_name_are_allowed() =>
        CheckedSource.RequireAccepted(PluginTestCompiler.Quoter(
        """
        private const long Limit = 5;
        private static readonly Price Tick = Price.FromDecimal(0.01m);
        private static readonly long Scale = 10;
        private static readonly string Name = "demo";
        private static readonly Side Default = Side.Buy;
        private static readonly decimal Fee = 0.003m;
        private static readonly Int128 Big = 1;
        private static readonly TimeSpan Span = TimeSpan.FromTicks(5);
        private static readonly Own Value = new(1, Price.Zero);
        private static readonly Wrap<long> Wrapped = new(3);
        public readonly record struct Own(long A, Price B);
        public readonly record struct Wrap<T>(T A);
        public override void OnStop() => _ = (Tick, Scale, Name, Default, Fee, Big, Span, Value, Wrapped, Limit);
        """));

    [Fact]
    public void What_the_compiler_keeps_for_lambdas_literals_and_switches_is_allowed() =>
        CheckedSource.RequireAccepted(PluginTestCompiler.Quoter(
        """
        private readonly List<long> _values = [];
        private long _sum;
        private event Action? Changed;

        public override void OnTrade(in TradeEvent trade)
        {
            _values.Sort((left, right) => right.CompareTo(left));
            _sum += _values.Where(value => value > 3).Select(Twice).Sum();
            Context.Log(LogLevel.Debug, "sum {0}"u8, _sum);
            ReadOnlySpan<int> table = [1, 2, 3, 4, 5];
            Span<byte> bytes = stackalloc byte[16];
            Span<long> numbers = stackalloc long[] { 1, 2, 3 };
            _sum += table[(int)(_sum % 5)] + bytes[3] + numbers[1];
            Changed?.Invoke();
        }

        private static long Twice(long value) => 2 * value;

        private static long Generic<T>(List<T> values) => values.Count(value => value is not null);

        private static int Number(string name) => name switch
        {
            "one" => 1, "two" => 2, "three" => 3, "four" => 4, "five" => 5, "six" => 6, "seven" => 7, "eight" => 8, _ => Generic<int>([1]) > 0 ? 1 : 0,
        };

        public override void OnStop() => _sum = Number(_sum.ToString()) + (int)Digits().Sum();

        private IEnumerable<long> Digits()
        {
            for (long left = _sum; left > 0; left /= 10)
            {
                yield return left % 10;
            }
        }
        """));

    [Fact]
    public void Records_inline_arrays_and_interpolated_text_are_allowed() =>
        CheckedSource.RequireAccepted(PluginTestCompiler.Quoter(
        """
        private readonly Dictionary<(int, long), Level> _levels = [];
        private readonly HashSet<Named> _names = [];
        private Eight _eight;

        public override void OnTimer(in TimerEvent timer)
        {
            _levels[(1, timer.TimerId)] = new Level(Price.Zero, 3);
            _names.Add(new Named($"timer {timer.TimerId}", 1));
            _eight[2] = (long)Math.Sqrt(Math.Abs(_eight[1]) + Math.FusedMultiplyAdd(1.0, 2.0, 3.0));
            Span<long> all = _eight;
            all.Sort();
            foreach (long one in _eight)
            {
                _names.Add(new Named(one.ToString(System.Globalization.CultureInfo.InvariantCulture), one.GetHashCode()));
            }
        }
        """,
        """
        public readonly record struct Level(Price Price, Quantity Quantity);
        public sealed record Named(string Name, long Number);
        [InlineArray(8)]
        public struct Eight { private long _first; }
        """));
}
