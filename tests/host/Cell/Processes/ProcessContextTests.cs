using Strategies.Cell.Config;
using Strategies.Cell.Processes;
using Strategies.Cell.Tests.Support;
using Strategies.Ipc;
using Strategies.Ipc.Memory;
using Strategies.Ipc.Metrics;

namespace Strategies.Cell.Tests.Processes;

public sealed class ProcessContextTests : IDisposable
{
    private readonly CellFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void A_process_has_its_heartbeat_its_log_and_says_at_last_that_it_has_ended()
    {
        CellSetup setup = _folder.Load(CellFolder.Config);
        using (ProcessContext context = ProcessContext.Begin(setup, ProcessRole.Venue))
        {
            using Heartbeat seen = Heartbeat.Open(context.Regions.HeartbeatOf(ProcessRole.Venue));
            Assert.Equal((ProcessIdentity.Self, HeartbeatState.Starting), (seen.Read().Process, seen.Read().State));
            context.Log.Information("hello");
            Assert.False(context.Stopping.IsCancellationRequested);
            context.Stop();
            Assert.True(context.Stopping.IsCancellationRequested);
            IpcException second = Assert.Throws<IpcException>(() => ProcessContext.Begin(setup, ProcessRole.Venue));
            Assert.Equal(IpcFault.Owned, second.Fault);
        }

        using Heartbeat left = Heartbeat.Open(_folder.Regions.HeartbeatOf(ProcessRole.Venue));
        Assert.Equal(HeartbeatState.Stopped, left.Read().State);
        Assert.Contains("\"process\":\"venue\"", File.ReadAllText(setup.Paths.LogOf(ProcessRole.Venue)));
    }

    [Fact]
    public void A_heartbeat_from_before_the_hosts_last_start_is_replaced()
    {
        CellSetup setup = _folder.Load(CellFolder.Config);
        ProcessContext.Begin(setup, ProcessRole.Core).Dispose();
        CellFolder.MakeOld(_folder.Regions.HeartbeatOf(ProcessRole.Core).File);
        Assert.Null(_folder.Regions.TryOpenHeartbeat(ProcessRole.Core));
        using ProcessContext context = ProcessContext.Begin(setup, ProcessRole.Core);
        Assert.False(context.Heartbeat.Memory.WasAdopted);
    }

    [Fact]
    public void The_cores_report_is_read_as_it_was_written_and_missing_before()
    {
        CellSetup setup = _folder.Load(CellFolder.Config);
        setup.Paths.CreateFolders();
        Assert.Null(CoreReport.Read(setup.Paths));
        new CoreReport { Pid = 42, IsDayEnded = true, SwapNs = [1, 2] }.Write(setup.Paths, isHandedOver: false);
        CoreReport report = CoreReport.Read(setup.Paths)!;
        Assert.Equal((42, true), (report.Pid, report.IsDayEnded));
        Assert.Equal([1, 2], report.SwapNs);
    }

    [Fact]
    public void Reports_of_all_cores_of_a_day_are_read_in_their_order_and_one_that_handed_over_is_not_the_days()
    {
        CellSetup setup = _folder.Load(CellFolder.Config);
        setup.Paths.CreateFolders();
        new CoreReport { Pid = 43, StartSequence = 1_000, IsDayEnded = true }.Write(setup.Paths, isHandedOver: false);
        new CoreReport { Pid = 42, StartSequence = 0 }.Write(setup.Paths, isHandedOver: true);
        Assert.Equal([42, 43], CoreReport.ReadAll(setup.Paths).Select(report => report.Pid));
        Assert.Equal(43, CoreReport.Read(setup.Paths)!.Pid);
        CoreReport.Clear(setup.Paths);
        Assert.Empty(CoreReport.ReadAll(setup.Paths));
        Assert.Null(CoreReport.Read(setup.Paths));
    }

    [Fact]
    public void Processes_have_names_that_lead_back_to_them()
    {
        Assert.All(ProcessRoles.All, role =>
        {
            Assert.True(ProcessRoles.TryParse(ProcessRoles.NameOf(role), out ProcessRole found));
            Assert.Equal(role, found);
        });
        Assert.False(ProcessRoles.TryParse("gateway", out _));
    }
}
