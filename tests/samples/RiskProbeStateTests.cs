using CsCheck;
using Strategies.Samples.RiskProbe;
using Strategies.Sdk;

namespace Strategies.Samples.Tests;

public sealed class RiskProbeStateTests
{
    [Fact]
    public void What_is_restored_is_saved_again_byte_for_byte_at_every_step() =>
        Gen.Select(Gen.Int[0, 9], Gen.Long[0, long.MaxValue].Array[7]).Sample((step, numbers) =>
        {
            byte[] bytes = Bytes(1, step, numbers);
            RiskProbeStrategy strategy = new();
            StateBytes.Restore(strategy, bytes, 1);

            Assert.Equal(bytes, StateBytes.Save(strategy, 1));
        });

    [Theory]
    [InlineData(0, 0, 1)]
    [InlineData(1, -1, 1)]
    [InlineData(1, 10, 1)]
    [InlineData(1, 0, 2)]
    public void An_instrument_a_step_or_a_schema_that_cannot_be_is_refused(int instrument, int step, int schemaVersion)
    {
        byte[] bytes = Bytes(instrument, step, new long[7]);

        Assert.Throws<StateSchemaException>(() => StateBytes.Restore(new RiskProbeStrategy(), bytes, schemaVersion));
    }

    private static byte[] Bytes(int instrument, int step, long[] numbers)
    {
        byte[] buffer = new byte[256];
        StateWriter writer = new(buffer, 1);
        writer.Write(new InstrumentId(instrument));
        writer.Write(step);
        foreach (long number in numbers)
        {
            writer.Write(number);
        }

        return buffer[..writer.Length];
    }
}
