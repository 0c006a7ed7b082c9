using Strategies.Backtest.Tests.Support;
using Strategies.Cell.Config;
using Strategies.Plans;
using Strategies.Records;

namespace Strategies.Gateways.Tests.Support;

/// <summary>The folders of a cell whose venue process is tested.</summary>
internal static class VenueCellFolder
{
    private const int Cell = 3041;

    internal static CellFolder Make(VenueCellOptions options)
    {
        CellFolder folder = new();
        string feed = options.Feed ?? ShortDay.Write(folder.On("day.zip"), options.Rows, options.TimeDivisor);
        SessionPlan plan = new()
        {
            Version = 1,
            Cell = Cell,
            Feed = new FeedPlan { File = feed, LatencyMicroseconds = options.FeedLatencyUs },
            Venue = new VenuePlan
            {
                OrderLatencyMicroseconds = options.OrderLatencyUs,
                AckLatencyMicroseconds = options.AckLatencyUs,
            },
            Limits = folder.LimitsFile,
            Slots = [new SlotPlan { Name = "maker", Strategy = folder.On("none.dll") }],
            Engine = new EngineOptions { MarketOrdersMax = 1 << 14, LevelsMax = 1 << 14, OrdersMax = 1 << 12 },
        };
        folder.Write(plan, usual => usual with
        {
            Speed = options.Speed,
            Venue = new VenueSettings
            {
                BlockAfterMs = options.BlockAfterMs,
                CancelAfterMs = options.BlockAfterMs * 8,
            },
        });
        return folder;
    }
}
