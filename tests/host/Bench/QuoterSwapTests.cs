using Strategies.Bench.Feed;
using Strategies.Bench.Running;
using Strategies.Bench.Setup;
using Strategies.Bench.Tests.Support;
using Strategies.Driver;
using Strategies.Engine;
using Strategies.Journal.Store;
using Strategies.Records;
using Strategies.Session.Versions;

namespace Strategies.Bench.Tests;

/// <summary>The basket quoter's state crosses a swap without loss.</summary>
public sealed class QuoterSwapTests
{
    [Fact]
    public void A_day_in_which_every_slot_was_swapped_with_itself_ends_like_one_without()
    {
        using SampleDay day = new();
        MergedFeed feed = new(day.Tape(), BenchOptions.Instruments, seed: 9, eventsMax: 150_000);

        (StateDigestPayload plain, long plainOrders) = Play(day, feed, "plain", swapsAt: []);
        (StateDigestPayload swapped, long swappedOrders) = Play(day, feed, "swapped", swapsAt: [30_000, 70_000]);

        Assert.Equal(plain.Orders, swapped.Orders);
        Assert.Equal(plain.Positions, swapped.Positions);
        Assert.Equal(plain.Books, swapped.Books);
        Assert.Equal(plainOrders, swappedOrders);
        Assert.True(plainOrders > 3_000, $"{plainOrders} orders");
    }

    private static (StateDigestPayload Digest, long Orders) Play(SampleDay day, MergedFeed feed, string name, int[] swapsAt)
    {
        ContentStore store = new(day.NewPath(name));
        BenchVersions versions = new(store, SampleDay.Quoter, moveTicks: 1);
        BenchVenue venue = new(seed: 9);
        EngineDriver driver = new(new TradingEngine(BenchPlan.Engine, versions.Prepared), journal: null, venue);
        InputWriter records = new(driver);
        BenchLoop loop = new(feed, venue, driver.Engine, records);
        BenchDay.Begin(records, driver, BenchPlan.Make(), versions, feed, configuration: default);
        int first = 0;
        foreach (int end in swapsAt.Append(feed.Count))
        {
            loop.Run(first, end, new BenchProgress(seconds: 0, rate: 0));
            first = end;
            if (end < feed.Count)
            {
                SwapAll(store, versions, driver, records);
            }
        }

        BenchDay.End(records, driver, new BenchClose(venue, records));
        Assert.Equal([], driver.Metrics.Quarantines.ToArray());
        return (Digest(driver.Engine.Outputs), venue.NewOrders + venue.Replaces);
    }

    private static void SwapAll(ContentStore store, BenchVersions versions, EngineDriver driver, InputWriter records)
    {
        Plugins.Loading.PackageLoader loader = new(FolderHash.Compute, versions.Prepared.RetiredList);
        for (int slot = 1; slot <= BenchOptions.Slots; slot++)
        {
            versions.Prepared.Add(new PreparedVersion(loader.Load(slot, versions.Hash, store.PathOf(versions.Hash))));
            SwapRequestedPayload request = new() { Slot = slot, Kind = SwapKind.Swap, PackageHash = versions.Hash };
            ulong sequence = records.TakeCommand(RecordType.SwapRequested, records.LastTimeNs, in request);
            Assert.Equal(HandoverResult.Ready, driver.LastHandover.Result);
            SwapDecisionPayload decision = new() { Slot = slot, RequestSequence = sequence };
            records.TakeFromDriver(RecordType.SwapCommitted, records.LastTimeNs, in decision);
        }
    }

    private static StateDigestPayload Digest(OutputBuffer outputs)
    {
        StateDigestPayload digest = default;
        for (int offset = 0; offset < outputs.Length; offset = outputs.NextOffset(offset))
        {
            if (RecordWriter.Header(outputs.At(offset)).Type == RecordType.StateDigest)
            {
                digest = RecordWriter.Payload<StateDigestPayload>(outputs.At(offset));
            }
        }

        Assert.NotEqual(0UL, digest.Orders);
        return digest;
    }
}
