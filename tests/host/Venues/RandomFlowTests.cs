using CsCheck;
using Strategies.Venues.Latency;
using Strategies.Venues.Tests.RandomFlow;
using Strategies.Venues.Tests.Support;

namespace Strategies.Venues.Tests;

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

    [Fact]
    public void They_hold_whatever_latencies_are_drawn() =>
        Gen.Select(Operation.MixedFlow, RandomLatencies.Any).Sample(
            (operations, latencies) =>
            {
                using VenueHarness venue = new(latencies);
                FlowChecker checker = new(venue);
                foreach (Operation operation in operations)
                {
                    checker.Step(operation);
                }
            },
            iter: 200,
            print: sample => $"{RandomLatencies.Print(sample.Item2)}; {string.Join(' ', sample.Item1)}");

    [Fact]
    public void Two_venues_that_are_given_the_same_calls_give_the_same_bytes_whatever_latencies_are_drawn()
    {
        long reports = 0;
        Gen.Select(RandomLatencies.Any, Gen.Int, Gen.Int[1, 400]).Sample(
            (latencies, flow, operations) =>
            {
                (long Count, ulong Digest) first = Play(latencies, flow, operations);
                Assert.Equal(first, Play(latencies, flow, operations));
                Interlocked.Add(ref reports, first.Count);
            },
            iter: 150,
            print: sample => $"{RandomLatencies.Print(sample.Item1)}; flow {sample.Item2}, {sample.Item3} operations");
        Assert.True(reports > 5_000, $"the flow is too tame to show anything: {reports} reports");
    }

    /// <summary>The path checks by itself that reports come in the order of time and of their numbers.</summary>
    private static (long Count, ulong Digest) Play(VenueLatencies latencies, int flow, int operations)
    {
        HotPath path = new(operations, flow);
        using SimulatedVenue venue = HotPath.NewVenue(latencies, isSmall: true);
        path.Play(venue, 0, operations);
        venue.EndOfDay(operations * 1_000L);
        path.PollUntil(venue, long.MaxValue - 1);
        return (path.ReportCount, path.Digest);
    }
}
