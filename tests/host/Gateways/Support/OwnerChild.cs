using System.Diagnostics;
using System.Globalization;
using Strategies.Cell.Config;
using Strategies.Cell.Regions;
using Strategies.Ipc;
using Strategies.Venues;

namespace Strategies.Gateways.Tests.Support;

/// <summary>
/// An owner of a session as a process of its own, over an exchange that kills it in the middle of handing an order over.
/// </summary>
internal static class OwnerChild
{
    /// <summary>How this executable is told to be one.</summary>
    internal const string Command = "owner";

    /// <summary>Is the process until it kills itself, or for good.</summary>
    /// <param name="cellFile">The cell.</param>
    /// <param name="sentFile">Where the exchange persists what it has sent.</param>
    /// <param name="killAt">Number of the order that is its last, from 1; 0 for none.</param>
    /// <param name="isSent">True when the exchange has sent that order, false when only the owner has stored it.</param>
    internal static int Run(string cellFile, string sentFile, string killAt, string isSent)
    {
        CellSetup setup = CellConfigFile.Load(cellFile);
        using DeadlyExchange exchange =
            new(new SlowMarket(sentFile), int.Parse(killAt, CultureInfo.InvariantCulture), bool.Parse(isSent));
        using OwnerSession owner = new(setup, new CellRegions(setup), exchange, new LogLines().Logger);
        while (true)
        {
            owner.Turn(MonotonicClock.NowNs);
            Thread.Sleep(1);
        }
    }

    /// <summary>Starts it.</summary>
    internal static Process Start(string cellFile, string sentFile, int killAt, bool isSent) => Process.Start(
        new ProcessStartInfo(
            Environment.ProcessPath!,
            [
                "child", Command, cellFile, sentFile, killAt.ToString(CultureInfo.InvariantCulture), isSent.ToString(),
            ]))!;

    private sealed class DeadlyExchange(SlowMarket market, int killAt, bool isSent) : SlowExchange(market)
    {
        private int _offered;

        /// <inheritdoc/>
        public override bool TryOffer(ReadOnlySpan<byte> order)
        {
            bool isLast = _offered + 1 == killAt;
            if (isLast && !isSent)
            {
                Kill();
            }

            bool isTaken = base.TryOffer(order);
            _offered += isTaken ? 1 : 0;
            if (isLast && isTaken)
            {
                Kill();
            }

            return isTaken;
        }

        /// <summary>Signal 9 to itself.</summary>
        private static void Kill()
        {
            using Process self = Process.GetCurrentProcess();
            self.Kill();
            Thread.Sleep(Timeout.Infinite);
        }
    }
}
