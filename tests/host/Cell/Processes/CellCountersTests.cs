using Strategies.Cell.Processes;
using Strategies.Cell.Tests.Support;
using Strategies.Ipc;
using Strategies.Ipc.Memory;
using Strategies.Ipc.Metrics;

namespace Strategies.Cell.Tests.Processes;

public sealed class CellCountersTests : IDisposable
{
    private readonly CellFolder _folder = new();

    private RegionLocation Location => _folder.Regions.CountersOf(ProcessRole.Venue);

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void Names_are_dashed_and_places_are_the_enumerations()
    {
        using CellCounters<VenueCounter> counters = CellCounters<VenueCounter>.Create(Location);
        counters[VenueCounter.FeedTimeNs] = 5;
        counters.Add(VenueCounter.FeedTimeNs, 2);
        using Counters raw = Counters.Open(Location);
        Assert.Equal(7, raw.Read(raw.IndexOf("feed-time-ns")));
        Assert.Equal(Enum.GetValues<VenueCounter>().Length, raw.Names.Count);
    }

    [Fact]
    public void A_restarted_process_takes_them_over_at_0_and_readers_keep_what_they_have_open()
    {
        CellCounters<VenueCounter> first = CellCounters<VenueCounter>.Create(Location, out long[] none);
        Assert.All(none, value => Assert.Equal(0, value));
        using CellCounters<VenueCounter> reader = CellCounters<VenueCounter>.Open(Location);
        first[VenueCounter.Orders] = 11;
        first.Dispose();
        Assert.Equal(11, reader[VenueCounter.Orders]);

        using CellCounters<VenueCounter> second = CellCounters<VenueCounter>.Create(Location, out long[] previous);
        Assert.True(second.Memory.WasAdopted);
        Assert.Equal(11, previous[(int)VenueCounter.Orders]);
        Assert.Equal(0, reader[VenueCounter.Orders]);
        second[VenueCounter.Orders] = 3;
        Assert.Equal(3, reader[VenueCounter.Orders]);
    }

    [Fact]
    public void Those_of_a_living_process_are_refused()
    {
        using CellCounters<VenueCounter> first = CellCounters<VenueCounter>.Create(Location);
        Assert.Equal(
            IpcFault.Owned,
            Assert.Throws<IpcException>(() => CellCounters<VenueCounter>.Create(Location)).Fault);
    }

    [Fact]
    public void Those_of_another_build_or_another_start_of_the_host_are_replaced()
    {
        Counters.Create(Location, ["orders", "packets"], isPacked: true).Dispose();
        CellCounters<VenueCounter>.Create(Location, out long[] previous).Dispose();
        Assert.All(previous, value => Assert.Equal(0, value));

        CellFolder.MakeOld(Location.File);
        using CellCounters<VenueCounter> counters = CellCounters<VenueCounter>.Create(Location);
        Assert.False(counters.Memory.WasAdopted);
    }

    [Fact]
    public void Nothing_to_read_is_null()
    {
        Assert.Null(_folder.Regions.TryOpenCounters(ProcessRole.Edge));
        Assert.Null(_folder.Regions.TryOpenHeartbeat(ProcessRole.Edge));
    }
}
