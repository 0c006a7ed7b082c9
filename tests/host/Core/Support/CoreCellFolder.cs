using Strategies.Backtest.Tests.Support;
using Strategies.Cell.Config;
using Strategies.Gateways.Tests.Support;
using Strategies.Plans;
using Strategies.Records;

namespace Strategies.Core.Tests.Support;

/// <summary>The folders of a cell whose core is tested.</summary>
internal static class CoreCellFolder
{
    private const int Cell = 3051;

    internal static CellFolder Make(string strategy, DayEnd dayEnds, int rows, int silentAfterMs = 0)
    {
        CellFolder folder = new();
        SessionPlan plan = new()
        {
            Version = 1,
            Cell = Cell,
            Feed = new FeedPlan
            {
                File = ShortDay.Write(folder.On("day.zip"), rows, timeDivisor: 10_000),
                SilentAfterMilliseconds = silentAfterMs,
            },
            Limits = folder.LimitsFile,
            Slots = [new SlotPlan { Name = "one", Strategy = strategy }],
            Engine = new EngineOptions
            {
                MarketOrdersMax = 1 << 14,
                LevelsMax = 1 << 14,
                OrdersMax = 1 << 12,
                FillsMax = 1 << 13,
                SlotsMax = 4,
                StateBytesMax = 1 << 16,
            },
        };
        folder.Write(plan, usual => usual with { DayEnds = dayEnds });
        return folder;
    }
}
