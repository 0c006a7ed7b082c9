using CsCheck;
using Strategies.Engine.Collections;

namespace Strategies.Engine.Tests.Books;

public sealed class IndexMapTests
{
    private const int Capacity = 24;

    /// <summary>Few keys, so that they collide and come back; scope 0 is a removal's favourite.</summary>
    private static readonly Gen<(bool IsAdd, int Scope, ulong Key)> Operation =
        Gen.Select(Gen.Bool, Gen.Int[0, 2], Gen.OneOf(Gen.ULong[0, 40], Gen.ULong[ulong.MaxValue - 3, ulong.MaxValue]));

    [Fact]
    public void It_holds_what_a_dictionary_holds() => Operation.Array[1, 400].Sample(operations =>
    {
        IndexMap map = new(Capacity);
        Dictionary<(int, ulong), int> twin = [];
        for (int step = 0; step < operations.Length; step++)
        {
            (bool isAdd, int scope, ulong key) = operations[step];
            if (!isAdd)
            {
                map.Remove(scope, key);
                twin.Remove((scope, key));
            }
            else if (!twin.ContainsKey((scope, key)) && twin.Count < Capacity)
            {
                map.Add(scope, key, step);
                twin.Add((scope, key), step);
            }

            Assert.Equal(twin.Count, map.Count);
            Assert.Equal(twin.Count == Capacity, map.IsFull);
            foreach ((bool _, int otherScope, ulong otherKey) in operations)
            {
                Assert.Equal(twin.GetValueOrDefault((otherScope, otherKey), -1), map.Find(otherScope, otherKey));
            }
        }
    }, iter: 300);

    [Fact]
    public void A_full_map_still_finds_everything_and_misses_nothing_else()
    {
        IndexMap map = new(1000);
        for (int index = 0; index < 1000; index++)
        {
            map.Add(1, (ulong)index << 44, index);
        }

        Assert.True(map.IsFull);
        Assert.All(Enumerable.Range(0, 1000), index => Assert.Equal(index, map.Find(1, (ulong)index << 44)));
        Assert.Equal(-1, map.Find(2, 5UL << 44));
        Assert.Equal(-1, map.Find(1, 1));
    }
}
