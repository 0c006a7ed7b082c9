using CsCheck;
using Strategies.Venues.Tests.Support;

namespace Strategies.Venues.Tests.RandomFlow;

public sealed class RandomFlowTests
{
    [Fact]
    public void Without_orders_of_ours_the_book_is_a_plain_replay_of_the_data() => Operation.HistoricalFlow.Sample(
        operations =>
        {
            using VenueHarness venue = new();
            FlowChecker checker = new(venue);
            foreach (Operation operation in operations)
            {
                checker.Step(operation);
            }

            Assert.Equal(0, checker.FillCount);
        },
        iter: 400);

    [Fact]
    public void With_orders_of_ours_priority_conservation_and_the_replay_of_the_data_hold_after_every_step()
    {
        int fills = 0;
        Operation.MixedFlow.Sample(
            operations =>
            {
                using VenueHarness venue = new();
                FlowChecker checker = new(venue);
                foreach (Operation operation in operations)
                {
                    checker.Step(operation);
                }

                Interlocked.Add(ref fills, checker.FillCount);
            },
            iter: 800);
        Assert.True(fills > 1000, $"the flow is too tame to show anything: {fills} fills");
    }
}
