using CsCheck;
using Strategies.Sdk;
using Version1 = Strategies.Samples.Ladder.LadderStrategy;
using Version2 = Strategies.Samples.LadderV2.LadderStrategy;

namespace Strategies.Samples.Tests;

/// <summary>What crosses a swap from version 1 to 2, and a rollback from 2 to 1.</summary>
public sealed class LadderStateTests
{
    private static readonly Gen<long[]> Counters = Gen.Long[0, long.MaxValue].Array[5];

    [Fact]
    public void Version_1_restores_what_it_saved_byte_for_byte() => Counters.Sample(counters =>
    {
        byte[] bytes = Schema1(counters);

        Assert.Equal(bytes, StateBytes.Save(Restored(new Version1(), bytes, 1), 1));
    });

    [Fact]
    public void Version_2_restores_what_it_saved_byte_for_byte() =>
        Gen.Select(Counters, Gen.Double[-1e6, 1e6], Gen.Long).Sample((counters, mean, number) =>
        {
            byte[] bytes = Schema2(counters, mean, number);

            Assert.Equal(bytes, StateBytes.Save(Restored(new Version2(), bytes, 2), 2));
        });

    [Fact]
    public void Version_2_takes_over_what_version_1_knew_and_begins_the_rest_fresh() => Counters.Sample(counters =>
    {
        byte[] saved = StateBytes.Save(Restored(new Version1(), Schema1(counters), 1), 1);
        Version2 next = Restored(new Version2(), saved, 1);

        Assert.Equal(Schema2(counters, 0, 0), StateBytes.Save(next, 2));
    });

    [Fact]
    public void A_rollback_hands_version_1_what_it_knows_of_version_2() =>
        Gen.Select(Counters, Gen.Double[-1e6, 1e6], Gen.Long).Sample((counters, mean, number) =>
        {
            byte[] written = StateBytes.Save(Restored(new Version2(), Schema2(counters, mean, number), 2), 1);

            Assert.Equal(Schema1(counters), written);
            Assert.Equal(Schema1(counters), StateBytes.Save(Restored(new Version1(), written, 1), 1));
        });

    [Fact]
    public void A_resident_version_2_that_comes_back_forgets_what_it_held_before()
    {
        Version2 resident = Restored(new Version2(), Schema2([1, 2, 3, 4, 5], 42, 7), 2);
        Restored(resident, Schema1([9, 9, 9, 9, 9]), 1);

        Assert.Equal(Schema2([9, 9, 9, 9, 9], 0, 0), StateBytes.Save(resident, 2));
    }

    [Fact]
    public void Versions_name_their_schemas()
    {
        Assert.Equal(1, new Version1().StateSchemaVersion);
        Assert.Equal(2, new Version2().StateSchemaVersion);
    }

    [Fact]
    public void Schemas_that_a_version_does_not_know_are_refused()
    {
        byte[] schema1 = Schema1([1, 2, 3, 4, 5]), schema2 = Schema2([1, 2, 3, 4, 5], 1, 1);

        AssertRefused(() => Restored(new Version1(), schema2, 2));
        AssertRefused(() => Restored(new Version1(), schema2, 1));
        AssertRefused(() => Restored(new Version2(), schema2, 3));
        AssertRefused(() => Restored(new Version2(), schema1, 2));
        AssertRefused(() => StateBytes.Save(new Version2(), 3));
    }

    [Fact]
    public void Garbage_and_every_truncation_are_refused()
    {
        byte[] bytes = Schema2([1, 2, 3, 4, 5], 1, 1);
        for (int length = 0; length < bytes.Length; length++)
        {
            byte[] cut = bytes[..length];
            AssertRefused(() => Restored(new Version2(), cut, 2));
        }

        AssertRefused(() => Restored(new Version2(), Schema2([1, 2, 3, 4, 5], double.NaN, 1), 2));
        AssertRefused(() => Restored(new Version1(), new byte[Schema1([0, 0, 0, 0, 0]).Length], 1));
    }

    private static void AssertRefused(Action action) => Assert.Throws<StateSchemaException>(action);

    private static T Restored<T>(T strategy, byte[] bytes, int schemaVersion)
        where T : Strategy
    {
        StateBytes.Restore(strategy, bytes, schemaVersion);
        return strategy;
    }

    private static byte[] Schema1(long[] counters)
    {
        byte[] buffer = new byte[256];
        StateWriter writer = new(buffer, 1);
        WriteCommon(ref writer, counters);
        return buffer[..writer.Length];
    }

    private static byte[] Schema2(long[] counters, double mean, long number)
    {
        byte[] buffer = new byte[256];
        StateWriter writer = new(buffer, 2);
        WriteCommon(ref writer, counters);
        writer.Write(mean);
        writer.Write(number);
        writer.Write(number);
        writer.Write(number);
        return buffer[..writer.Length];
    }

    private static void WriteCommon(ref StateWriter writer, long[] counters)
    {
        writer.Write(new InstrumentId(1));
        writer.Write(new Price(counters[0]));
        foreach (long counter in counters)
        {
            writer.Write(counter);
        }
    }
}
