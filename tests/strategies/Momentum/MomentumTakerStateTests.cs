using CsCheck;
using Strategies.Sdk;

namespace Strategies.Momentum.Tests;

public sealed class MomentumTakerStateTests
{
    private const int SchemaVersion = 1;

    [Fact]
    public void What_is_restored_is_saved_again_byte_for_byte() =>
        Gen.Select(
            Gen.Long[0, long.MaxValue].Array[5], Gen.Double[-1e6, 1e6].Array[3], Gen.Long.Array[9], Gen.Bool, Gen.Bool)
            .Sample((counters, reals, numbers, isHolding, isExiting) =>
            {
                byte[] bytes = Bytes(counters, reals, numbers, isHolding, isExiting);
                MomentumTakerStrategy strategy = new();
                StateBytes.Restore(strategy, bytes, SchemaVersion);

                Assert.Equal(bytes, StateBytes.Save(strategy, SchemaVersion));
            });

    [Fact]
    public void Every_truncation_is_refused_and_so_is_one_byte_too_many()
    {
        byte[] bytes = Sample();

        for (int length = 0; length < bytes.Length; length++)
        {
            AssertRefused(bytes[..length], SchemaVersion);
        }

        AssertRefused([.. bytes, 0], SchemaVersion);
    }

    [Fact]
    public void Another_schema_or_a_signal_that_is_no_number_is_refused()
    {
        byte[] notANumber = Bytes([1, 2, 3, 4, 5], [double.NaN, 0, 0], [1, 2, 3, 4, 5, 6, 7, 8, 9], true, false);

        AssertRefused(Sample(), 2);
        AssertRefused(notANumber, SchemaVersion);
        AssertRefused(Bytes([-1, 2, 3, 4, 5], [1, 0, 0], [1, 2, 3, 4, 5, 6, 7, 8, 9], true, false), SchemaVersion);
    }

    private static void AssertRefused(byte[] bytes, int schemaVersion) => Assert.Throws<StateSchemaException>(
        () => StateBytes.Restore(new MomentumTakerStrategy(), bytes, schemaVersion));

    private static byte[] Sample() => Bytes([1, 2, 3, 4, 5], [1, 2, 3], [1, 2, 3, 4, 5, 6, 7, 8, 9], true, false);

    private static byte[] Bytes(long[] counters, double[] reals, long[] numbers, bool isHolding, bool isExiting)
    {
        byte[] buffer = new byte[256];
        StateWriter writer = new(buffer, SchemaVersion);
        writer.Write(new InstrumentId(1));
        foreach (long counter in counters)
        {
            writer.Write(counter);
        }

        writer.Write(numbers[0]); // message budget
        writer.Write(reals[0]);
        writer.Write(numbers[1]);
        writer.Write(reals[1]);
        writer.Write(reals[2]);
        writer.Write(numbers[2]);
        writer.Write(isHolding);
        writer.Write(isExiting);
        for (int index = 3; index < numbers.Length; index++)
        {
            writer.Write(numbers[index]);
        }

        writer.Write(numbers[0]);
        return buffer[..writer.Length];
    }
}
