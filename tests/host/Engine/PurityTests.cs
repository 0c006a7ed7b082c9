using CsCheck;
using Strategies.Engine.Tests.Support;
using Strategies.Records;

namespace Strategies.Engine.Tests;

public sealed class PurityTests
{
    [Fact]
    public void The_same_day_gives_the_same_outputs_bit_for_bit() => Gen.Int[0, int.MaxValue - 1].Sample(seed =>
    {
        EngineHarness first = new RandomSession(seed, 400).Harness;
        EngineHarness second = new RandomSession(seed, 400).Harness;
        Assert.Equal(first.Records.Select(Convert.ToHexString), second.Records.Select(Convert.ToHexString));
        Assert.Equal(
            first.All.Select(output => Convert.ToHexString(output.Bytes)),
                second.All.Select(output => Convert.ToHexString(output.Bytes)));
        Assert.Equal(
            first.LastOf<StateDigestPayload>(RecordType.StateDigest).Single(),
                second.LastOf<StateDigestPayload>(RecordType.StateDigest).Single());
    }, iter: 60);

    [Fact]
    public void Another_day_gives_other_outputs()
    {
        EngineHarness first = new RandomSession(1, 400).Harness;
        EngineHarness second = new RandomSession(2, 400).Harness;
        Assert.NotEqual(
            first.LastOf<StateDigestPayload>(RecordType.StateDigest).Single(),
                second.LastOf<StateDigestPayload>(RecordType.StateDigest).Single());
    }

    [Fact]
    public void A_random_day_is_not_an_empty_one()
    {
        List<RecordType> seen = Enumerable.Range(1, 5).SelectMany(seed => new RandomSession(seed, 400).Harness.All)
            .Select(output => output.Type).Distinct().ToList();
        RecordType[] expected =
        [
            RecordType.NewOrderSingle,
            RecordType.OrderCancelReplaceRequest,
            RecordType.OrderCancelRequest,
            RecordType.OrderRejected,
            RecordType.OrderState,
            RecordType.PositionState,
            RecordType.SlotState,
            RecordType.Handover,
            RecordType.Log,
            RecordType.Publish,
            RecordType.Alert,
            RecordType.StateDigest,
            RecordType.LimitChanged,
            RecordType.ParameterChanged,
            RecordType.FlattenState,
        ];
        Assert.Equal(expected.Order(), seen.Order());
    }

    [Fact]
    public void Every_output_names_its_cause_and_its_place_among_the_outputs_of_it()
    {
        EngineHarness harness = new RandomSession(3, 400).Harness;
        foreach (IGrouping<ulong, Output> cause in harness.All.GroupBy(output => output.Header.Sequence))
        {
            Assert.Equal(Enumerable.Range(0, cause.Count()).Select(index => (uint)index),
                cause.Select(output => output.Header.Index));
        }
    }
}
