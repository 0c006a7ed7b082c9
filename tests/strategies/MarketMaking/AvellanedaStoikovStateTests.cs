using CsCheck;
using Strategies.Sdk;

namespace Strategies.MarketMaking.Tests;

public sealed class AvellanedaStoikovStateTests
{
    private const int SchemaVersion = 1;

    [Fact]
    public void What_is_restored_is_saved_again_byte_for_byte() =>
        Gen.Select(Gen.Long[0, long.MaxValue].Array[5], Gen.Double[0, 1e6], Gen.Double[0, 1e6], Gen.Long.Array[5])
            .Sample((counters, variance, mid, numbers) =>
            {
                byte[] bytes = Bytes(7, counters, variance, mid, numbers);
                AvellanedaStoikovStrategy strategy = new();
                StateBytes.Restore(strategy, bytes, SchemaVersion);

                Assert.Equal(bytes, StateBytes.Save(strategy, SchemaVersion));
            });

    [Fact]
    public void A_restore_overwrites_everything_that_an_instance_held_before()
    {
        byte[] first = Bytes(7, [1, 2, 3, 4, 5], 8, 22_000, [1, 2, 3, 4, 5]);
        byte[] second = Bytes(9, [9, 8, 7, 6, 5], 3, 21_000, [0, 0, 0, 0, 0]);
        AvellanedaStoikovStrategy strategy = new();
        StateBytes.Restore(strategy, first, SchemaVersion);
        StateBytes.Restore(strategy, second, SchemaVersion);

        Assert.Equal(second, StateBytes.Save(strategy, SchemaVersion));
    }

    [Fact]
    public void Every_truncation_is_refused_and_so_is_one_byte_too_many()
    {
        byte[] bytes = StateBytes.Save(Restored(), SchemaVersion);

        for (int length = 0; length < bytes.Length; length++)
        {
            byte[] cut = bytes[..length];
            AssertRefused(cut, SchemaVersion);
        }

        byte[] longer = [.. bytes, 0];
        AssertRefused(longer, SchemaVersion);
    }

    [Fact]
    public void Another_schema_or_bytes_of_something_else_are_refused()
    {
        byte[] bytes = StateBytes.Save(Restored(), SchemaVersion);
        byte[] garbage = new byte[bytes.Length];
        Array.Fill(garbage, (byte)0xEE);

        AssertRefused(bytes, 2);
        AssertRefused(garbage, SchemaVersion);
    }

    private static void AssertRefused(byte[] bytes, int schemaVersion) => Assert.Throws<StateSchemaException>(
        () => StateBytes.Restore(new AvellanedaStoikovStrategy(), bytes, schemaVersion));

    private static AvellanedaStoikovStrategy Restored()
    {
        AvellanedaStoikovStrategy strategy = new();
        StateBytes.Restore(strategy, Bytes(7, [1, 2, 3, 4, 5], 8, 22_000, [1, 2, 3, 4, 5]), SchemaVersion);
        return strategy;
    }

    private static byte[] Bytes(int instrument, long[] counters, double variance, double mid, long[] numbers)
    {
        byte[] buffer = new byte[256];
        StateWriter writer = new(buffer, SchemaVersion);
        writer.Write(new InstrumentId(instrument));
        foreach (long counter in counters)
        {
            writer.Write(counter);
        }

        writer.Write(variance);
        writer.Write(mid);
        writer.Write(numbers[0]);
        writer.Write(numbers[1]);
        writer.Write(mid + 1);
        writer.Write(numbers[2]);
        writer.Write(numbers[3]);
        writer.Write(numbers[4]);
        return buffer[..writer.Length];
    }
}
