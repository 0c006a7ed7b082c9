using Strategies.Plugins.Loading;

namespace Strategies.Plugins.Tests;

public sealed class PageToucherTests
{
    private const int Large = 100_000;

    [Fact]
    public void Arrays_are_found_through_fields_arrays_and_base_classes_and_keep_their_bytes()
    {
        Derived instance = new();
        Assert.Equal((Large * sizeof(long)) + (3 * Large) + (16 * sizeof(int)), BytesOf(instance));
        Assert.All(instance.Numbers, number => Assert.Equal(7, number));
    }

    [Fact]
    public void Circles_delegates_and_arrays_with_references_end_the_walk()
    {
        Circle circle = new();
        Assert.Equal(Large, BytesOf(circle));
    }

    private static long BytesOf(object instance) => PageToucher.Touch(instance).Sum(array => array.Bytes);

    private class Base
    {
        internal long[] Numbers { get; } = Enumerable.Repeat(7L, Large).ToArray();
    }

    private sealed class Derived : Base
    {
        private readonly byte[][] _rows = [new byte[Large], new byte[Large], new byte[Large]];
        private readonly Nested _nested = new();

        public override string ToString() => $"{_rows.Length} {_nested.Values.Length}";
    }

    private sealed class Nested
    {
        internal readonly int[,] Values = new int[4, 4];
    }

    private sealed class Circle
    {
        private readonly Circle _self;
        private readonly Func<string> _call;
        private readonly (string Name, int Number)[] _pairs = [("a", 1)];
        private readonly byte[] _bytes = new byte[Large];

        internal Circle()
        {
            _self = this;
            _call = ToString;
        }

        public override string ToString() => $"{_self is null} {_call is null} {_pairs.Length} {_bytes.Length}";
    }
}
