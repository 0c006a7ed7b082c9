using Strategies.Cell.Messages;
using Strategies.Cell.Processes;
using Strategies.Cell.Regions;
using Strategies.Gateways.Tests.Support;
using Strategies.Ipc.Metrics;
using Strategies.Records;

namespace Strategies.Gateways.Tests;

/// <summary>What the owner of the order session does when the core is silent or the cell is killed.</summary>
public sealed class GuardTests
{
    [Fact]
    public void A_silent_core_is_blocked_after_T1_its_orders_are_canceled_after_T2_and_a_reconciliation_frees_it()
    {
        using VenueCell cell = new();
        cell.Start();
        cell.Send(RecordType.NewOrderSingle, Order.FarBid(1));
        cell.Send(RecordType.NewOrderSingle, Order.FarBid(2));
        cell.Run(1);
        cell.TakeReports();
        long silentNs = cell.Mono;
        cell.IsCoreAlive = false;
        cell.Jump(249);
        Assert.Equal(0, cell[VenueCounter.IsBlocked]);
        cell.Jump(2);
        Assert.Equal((1, 1, 0, 0), States(cell));
        Assert.Equal(silentNs + (251 * VenueCell.NsPerMs), cell[VenueCounter.BlockedAtNs]);

        cell.Send(RecordType.NewOrderSingle, Order.FarBid(3));
        cell.Send(RecordType.OrderCancelReplaceRequest, Order.Replace(1, 2, 20));
        cell.Send(RecordType.OrderCancelRequest, Order.Cancel(2));
        cell.Run(1);
        Assert.Equal(["Rejected 3 VenueDown", "CancelReject 1 VenueDown", "Canceled 2 None"], cell.ReportLines());
        Assert.Equal(2, cell[VenueCounter.Blocked]);

        cell.Jump(1_800);
        Assert.Equal(["Canceled 1 VenueDown"], cell.ReportLines());
        Assert.Equal((1, 1, 1, 1), States(cell));
        Assert.Equal(cell.Mono, cell[VenueCounter.CanceledAtNs]);

        cell.IsCoreAlive = true;
        cell.Run(1);
        Assert.Equal(["Up 1"], cell.ReportLines());
        Assert.Equal((1, 1, 1, 1), States(cell));
        cell.Ask(OrderRingType.ReconcileRequest, 1);
        cell.Run(0.1);
        Assert.Equal((0, 1, 0, 1), States(cell));
        Assert.InRange(cell.Mono - cell[VenueCounter.FreeAtNs], 0, VenueCell.NsPerMs);
        cell.Send(RecordType.NewOrderSingle, Order.FarBid(4));
        cell.Run(1);
        Assert.Equal(["End 1", "New 4"], cell.ReportLines());
    }

    [Fact]
    public void An_order_behind_the_question_passes_even_when_both_come_at_once()
    {
        using VenueCell cell = new();
        cell.Start();
        cell.Run(1);
        cell.IsCoreAlive = false;
        cell.Jump(300);
        cell.IsCoreAlive = true;
        cell.Ask(OrderRingType.ReconcileRequest, 1);
        cell.Send(RecordType.NewOrderSingle, Order.FarBid(1));
        cell.Run(1);
        Assert.Equal(["Up 1", "Up 1", "End 1", "New 1"], cell.ReportLines());
    }

    [Fact]
    public void A_session_that_stood_still_says_again_that_it_is_up()
    {
        using VenueCell cell = new();
        cell.Start();
        cell.Jump(1);
        cell.Stall(499);
        Assert.Equal(["Up 1"], cell.ReportLines());
        cell.Stall(501);
        Assert.Equal(["Up 1"], cell.ReportLines());
    }

    [Fact]
    public void Orders_on_their_way_are_refused_by_a_mass_cancel()
    {
        using VenueCell cell = new(new VenueCellOptions { OrderLatencyUs = 3_000_000 });
        cell.Start();
        cell.Send(RecordType.NewOrderSingle, Order.FarBid(1));
        cell.Run(1);
        cell.IsCoreAlive = false;
        cell.Jump(2_100);
        cell.Jump(1_000);
        cell.Jump(1_000);
        Assert.Equal(["Up 1", "Rejected 1 VenueDown"], cell.ReportLines());
    }

    [Fact]
    public void A_killed_cell_is_blocked_and_canceled_at_once_until_it_is_released()
    {
        using VenueCell cell = new();
        cell.Start();
        cell.Send(RecordType.NewOrderSingle, Order.FarBid(1));
        cell.Run(1);
        cell.Flags.Kill();
        cell.Turn();
        cell.Send(RecordType.NewOrderSingle, Order.FarBid(2));
        cell.Run(1);
        Assert.Equal(["Up 1", "New 1", "Canceled 1 KillSwitch", "Rejected 2 KillSwitch"], cell.ReportLines());
        Assert.Equal((0, 0, 1, 0), States(cell));

        cell.Flags.Release();
        cell.Send(RecordType.NewOrderSingle, Order.FarBid(3));
        cell.Run(1);
        Assert.Equal(["New 3"], cell.ReportLines());
        Assert.Equal((0, 0, 0, 0), States(cell));
        Assert.True(cell[VenueCounter.FreeAtNs] > cell[VenueCounter.CanceledAtNs]);
        Assert.Contains(cell.Log.Lines, line => line.StartsWith("the cell is killed", StringComparison.Ordinal));
    }

    [Fact]
    public void A_core_that_ended_in_order_leaves_its_orders_working()
    {
        using VenueCell cell = new();
        cell.Start();
        cell.Send(RecordType.NewOrderSingle, Order.FarBid(1));
        cell.Run(1);
        cell.Core.SetState(HeartbeatState.Stopped);
        cell.IsCoreAlive = false;
        cell.Jump(10_000);
        cell.Run(1);
        Assert.Equal(1, cell[VenueCounter.WorkingOrders]);
        Assert.Equal((1, 0, 0, 0), States(cell));
    }

    [Fact]
    public void A_session_that_starts_while_the_core_is_dead_refuses_what_it_finds_in_the_ring()
    {
        using VenueCell cell = new();
        cell.Start();
        cell.Send(RecordType.NewOrderSingle, Order.FarBid(1));
        cell.Run(1);
        cell.IsCoreAlive = false;
        cell.Send(RecordType.NewOrderSingle, Order.FarBid(2));
        cell.Venue!.Dispose();
        cell.Start();
        cell.Jump(400);
        cell.Run(1);
        Assert.Equal(["Up 1", "New 1", "Up 1", "Rejected 2 VenueDown"], cell.ReportLines());
    }

    [Fact]
    public void A_heartbeat_region_that_was_made_anew_is_found()
    {
        using VenueCell cell = new();
        cell.Start();
        cell.Run(1);
        File.Delete(cell.Regions.HeartbeatOf(ProcessRole.Core).File);
        using Heartbeat next = Heartbeat.Create(cell.Regions.HeartbeatOf(ProcessRole.Core));
        cell.IsCoreAlive = false;
        cell.Jump(300);
        Assert.Equal(1, cell[VenueCounter.IsBlocked]);
        next.Beat(cell.Mono);
        cell.Jump(30);
        cell.Ask(OrderRingType.ReconcileRequest, 1);
        cell.Run(0.2);
        Assert.Equal(0, cell[VenueCounter.IsBlocked]);
    }

    [Fact]
    public void Without_flags_and_heartbeat_orders_pass()
    {
        using VenueCell cell = new();
        File.Delete(cell.Regions.HeartbeatOf(ProcessRole.Core).File);
        File.Delete(cell.Regions.Flags.File);
        cell.Start();
        cell.Send(RecordType.NewOrderSingle, Order.FarBid(1));
        cell.Jump(5_000);
        cell.Run(1);
        Assert.Equal(["Up 1", "New 1"], cell.ReportLines());
        using CellFlags flags = CellFlags.Create(cell.Regions.Flags);
        flags.Kill();
        cell.Run(25);
        Assert.Equal(["Canceled 1 KillSwitch"], cell.ReportLines());
    }

    private static (long IsBlocked, long Blocks, long IsCanceled, long MassCancels) States(VenueCell cell) => (
        cell[VenueCounter.IsBlocked], cell[VenueCounter.Blocks],
        cell[VenueCounter.IsCanceled], cell[VenueCounter.MassCancels]);
}
