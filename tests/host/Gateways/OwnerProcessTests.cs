using System.Diagnostics;
using Strategies.Cell.Processes;
using Strategies.Gateways.Tests.Support;
using Strategies.Ipc;
using Strategies.Records;
using Strategies.Venues;

namespace Strategies.Gateways.Tests;

/// <summary>An owner as a process of its own, killed in the middle of handing an order over.</summary>
public sealed class OwnerProcessTests
{
    private const int KilledCode = 137;
    private const int Orders = 12;

    [Fact]
    public void Killed_between_storing_and_sending_or_between_sending_and_releasing_it_sends_every_order_once()
    {
        using VenueCell cell = new(new VenueCellOptions { IsRealTime = true, BlockAfterMs = 20_000 });
        string sent = Path.Combine(Path.GetDirectoryName(cell.CellFile)!, "sent");
        for (ulong order = 1; order <= Orders; order++)
        {
            cell.Send(RecordType.NewOrderSingle, Order.FarBid(order));
        }

        AwaitKill(cell, sent, killAt: 3, isSent: false);
        AssertSent(sent, 2);
        AwaitKill(cell, sent, killAt: 1, isSent: false);
        AssertSent(sent, 2);
        AwaitKill(cell, sent, killAt: 4, isSent: true);
        AssertSent(sent, 6);
        Assert.Equal(5UL, cell.OrderRing.LastReleasedSequence);
        AwaitKill(cell, sent, killAt: 2, isSent: false);
        AssertSent(sent, 7);
        // The sixth, which lay in the ring and had been sent.
        Assert.Equal(1, cell[VenueCounter.Repeats]);

        Run(cell, sent, killAt: 0, isSent: false, () => cell.OrderRing.LastReleasedSequence == Orders);
        AssertSent(sent, Orders);
        Assert.Equal(Orders, (int)cell.OrderRing.LastReleasedSequence);
    }

    private static void AwaitKill(VenueCell cell, string sent, int killAt, bool isSent) =>
        Assert.Equal(KilledCode, Run(cell, sent, killAt, isSent, () => false));

    /// <summary>Is the core, which beats, until the owner has killed itself or something is so. The owner's exit code.</summary>
    private static int Run(VenueCell cell, string sent, int killAt, bool isSent, Func<bool> isDone)
    {
        using Process child = OwnerChild.Start(cell.CellFile, sent, killAt, isSent);
        try
        {
            Patience.Until("the owner's work", () =>
            {
                cell.Core.Beat(MonotonicClock.NowNs);
                return child.HasExited || isDone();
            });
        }
        finally
        {
            child.Kill();
            child.WaitForExit();
        }

        return child.ExitCode;
    }

    private static void AssertSent(string file, int count) => Assert.Equal(
        Enumerable.Range(1, count).Select(cause => new OrderKey((ulong)cause, 0)), SlowMarket.ReadSent(file));
}
