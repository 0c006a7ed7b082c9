namespace Strategies.Sdk.Tests;

/// <summary>Numbers that another process has to find as well: they are written here.</summary>
public sealed class StableHashTests
{
    [Fact]
    public void Text_has_the_same_hash_code_in_every_process()
    {
        // FNV-1a of no bytes is its basis, 0xCBF29CE484222325.
        Assert.Equal(unchecked((int)(0xCBF29CE4u ^ 0x84222325u)), StableHash.Of(""));
        Assert.Equal(StableHash.Of(""), StableHash.Of((string?)null));
        // FNV-1a of the byte "a" is 0xAF63DC4C8601EC8C (published with the algorithm).
        Assert.Equal(unchecked((int)(0xAF63DC4Cu ^ 0x8601EC8Cu)), StableHash.Of("a"));
        Assert.Equal(StableHash.Of("AMZN"), StableHash.Of("xAMZN".AsSpan(1)));
        Assert.NotEqual(StableHash.Of("AMZN"), StableHash.Of("amzn"));
    }

    [Fact]
    public void Parts_count_in_their_order()
    {
        Assert.NotEqual(StableHash.Combine(1, 2), StableHash.Combine(2, 1));
        Assert.Equal(StableHash.Combine(1, 2), StableHash.Combine([1, 2]));
        Assert.Equal(StableHash.Of(7), StableHash.Combine([7]));
    }

    [Fact]
    public void Values_of_the_SDK_have_the_same_hash_code_in_every_process()
    {
        Money money = new(Int128.MaxValue, new Currency(840));
        Assert.Equal(StableHash.Combine(-1, long.MaxValue, 840), money.GetHashCode());
        Assert.Equal(12_345.GetHashCode(), new Price(12_345).GetHashCode());
        Assert.Equal(3, new InstrumentId(3).GetHashCode());
        Assert.Equal(-1_521_134_295, new ClOrdId(1, 0).GetHashCode());
    }
}
