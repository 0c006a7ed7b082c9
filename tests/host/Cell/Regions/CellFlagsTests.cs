using Strategies.Cell.Regions;
using Strategies.Cell.Tests.Support;
using Strategies.Ipc;
using Strategies.Ipc.Memory;

namespace Strategies.Cell.Tests.Regions;

public sealed class CellFlagsTests : IDisposable
{
    private readonly CellFolder _folder = new();

    private RegionLocation Location => _folder.Regions.Flags;

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void Any_process_kills_and_releases_and_all_see_it()
    {
        using CellFlags supervisor = CellFlags.Create(Location);
        using CellFlags venue = CellFlags.Open(Location);
        Assert.False(venue.IsKilled);
        venue.Kill();
        Assert.True(supervisor.IsKilled);
        supervisor.Release();
        Assert.False(venue.IsKilled);
    }

    [Fact]
    public void One_core_at_a_time_asks_for_the_handover()
    {
        using CellFlags flags = CellFlags.Create(Location);
        Assert.Equal(0, flags.HandoverTo);
        Assert.True(flags.RequestHandover(41));
        Assert.False(flags.RequestHandover(42));
        Assert.Equal(41, flags.HandoverTo);
        flags.EndHandover();
        Assert.Equal(0, flags.HandoverTo);
        Assert.False(flags.IsKilled);
    }

    [Fact]
    public void A_kill_stays_over_a_restart_of_the_supervisor_but_not_of_the_host()
    {
        CellFlags first = CellFlags.Create(Location);
        first.Kill();
        first.Dispose();
        CellFlags second = CellFlags.Create(Location);
        Assert.True(second.IsKilled);
        second.Dispose();
        CellFolder.MakeOld(Location.File);
        using CellFlags third = CellFlags.Create(Location);
        Assert.False(third.IsKilled);
    }

    [Fact]
    public void Flags_that_are_not_there_or_owned_are_refused()
    {
        Assert.Equal(IpcFault.RegionMissing, Assert.Throws<IpcException>(() => CellFlags.Open(Location)).Fault);
        using CellFlags flags = CellFlags.Create(Location);
        Assert.Equal(IpcFault.Owned, Assert.Throws<IpcException>(() => CellFlags.Create(Location)).Fault);
    }
}
