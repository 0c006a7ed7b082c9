using CsCheck;
using Strategies.Samples.BasketQuoter;
using Strategies.Sdk;

namespace Strategies.Samples.Tests;

public sealed class BasketQuoterStateTests
{
    private const int ValuesPerInstrument = 5;

    [Fact]
    public void What_is_restored_is_saved_again_byte_for_byte_whatever_the_basket() =>
        Gen.Select(Gen.Int[1, 1_000], Gen.Int[0, 64], Gen.Long).Sample((first, count, number) =>
        {
            byte[] bytes = Bytes(first, count, number);
            BasketQuoterStrategy strategy = new();
            StateBytes.Restore(strategy, bytes, 1);

            Assert.Equal(bytes, StateBytes.Save(strategy, 1));
        });

    [Fact]
    public void An_instance_that_comes_back_forgets_the_larger_basket_it_held_before()
    {
        BasketQuoterStrategy strategy = new();
        StateBytes.Restore(strategy, Bytes(1, 20, 7), 1);
        StateBytes.Restore(strategy, Bytes(5, 3, 9), 1);

        Assert.Equal(Bytes(5, 3, 9), StateBytes.Save(strategy, 1));
    }

    [Theory]
    [InlineData(0, 1, 1)]
    [InlineData(1, -1, 1)]
    [InlineData(1, 65, 1)]
    [InlineData(1, 1, 2)]
    public void A_basket_or_a_schema_that_cannot_be_is_refused(int first, int count, int schemaVersion) =>
        Assert.Throws<StateSchemaException>(
            () => StateBytes.Restore(new BasketQuoterStrategy(), Bytes(first, count, 1), schemaVersion));

    [Fact]
    public void Every_truncation_and_every_byte_too_many_is_refused()
    {
        byte[] bytes = Bytes(1, 2, 3);
        for (int length = 0; length < bytes.Length; length++)
        {
            byte[] cut = bytes[..length];
            Assert.Throws<StateSchemaException>(() => StateBytes.Restore(new BasketQuoterStrategy(), cut, 1));
        }

        Assert.Throws<StateSchemaException>(() => StateBytes.Restore(new BasketQuoterStrategy(), [.. bytes, 0], 1));
    }

    private static byte[] Bytes(int first, int count, long number)
    {
        byte[] buffer = new byte[8 + Math.Max(count, 0) * ValuesPerInstrument * 8];
        StateWriter writer = new(buffer, 1);
        writer.Write(first);
        writer.Write(count);
        for (int value = 0; value < count * ValuesPerInstrument; value++)
        {
            writer.Write(unchecked(number + value));
        }

        return buffer;
    }
}
