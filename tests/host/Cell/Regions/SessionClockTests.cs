using Strategies.Cell.Regions;
using Strategies.Cell.Tests.Support;
using Strategies.Ipc;
using Strategies.Ipc.Memory;

namespace Strategies.Cell.Tests.Regions;

public sealed class SessionClockTests : IDisposable
{
    private const long StartNs = 1_340_000_000_000_000_000;

    private readonly CellFolder _folder = new();

    private RegionLocation Location => _folder.Regions.Clock;

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void Time_passes_at_its_speed_from_its_start_on_for_every_process_alike()
    {
        long beforeNs = MonotonicClock.NowNs;
        using SessionClock clock = SessionClock.Create(Location, StartNs, 100);
        long afterNs = MonotonicClock.NowNs;
        Assert.InRange(clock.At(afterNs), StartNs, StartNs + ((afterNs - beforeNs) * 100));
        Assert.Equal(100_000_000, clock.At(afterNs + 1_000_000) - clock.At(afterNs));
        using SessionClock other = SessionClock.Open(Location, CancellationToken.None);
        Assert.Equal((clock.At(afterNs), 100), (other.At(afterNs), other.Speed));
        Assert.True(other.NowNs >= clock.At(afterNs));
    }

    [Fact]
    public void A_recovered_cores_clock_goes_on_whatever_it_is_given()
    {
        SessionClock first = SessionClock.Create(Location, StartNs, 10);
        long atNs = MonotonicClock.NowNs;
        long sessionNs = first.At(atNs);
        first.Dispose();
        using SessionClock second = SessionClock.Create(Location, sessionNs: 1, speed: 7);
        Assert.Equal((sessionNs, 10), (second.At(atNs), second.Speed));
    }

    [Fact]
    public void After_a_start_of_the_host_it_starts_anew_where_the_journal_says()
    {
        SessionClock.Create(Location, StartNs, 10).Dispose();
        CellFolder.MakeOld(Location.File);
        using SessionClock clock = SessionClock.Create(Location, StartNs + 5, 20);
        Assert.Equal(20, clock.Speed);
        Assert.True(clock.NowNs >= StartNs + 5);
    }

    [Fact]
    public async Task Whoever_opens_it_waits_for_the_core_and_can_be_stopped()
    {
        using CancellationTokenSource stop = new();
        Task<SessionClock> waiting = Patience.UntilItWaits(() => SessionClock.Open(Location, stop.Token));
        Assert.False(waiting.IsCompleted);
        using SessionClock clock = SessionClock.Create(Location, StartNs, 3);
        using SessionClock opened = await waiting;
        Assert.Equal(3, opened.Speed);

        File.Delete(Location.File);
        Task<SessionClock> stopped = Patience.UntilItWaits(() => SessionClock.Open(Location, stop.Token));
        await stop.CancelAsync();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => stopped);
    }
}
