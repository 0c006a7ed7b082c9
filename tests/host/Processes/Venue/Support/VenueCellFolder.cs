using Strategies.Backtest.Plans;
using Strategies.Backtest.Tests.Support;
using Strategies.Cell.Config;
using Strategies.Engine;
using Strategies.Ipc.Memory;

namespace Strategies.Processes.Tests.Venue.Support;

/// <summary>A cell's folders on disk and in memory, with day, limits, plan and configuration.</summary>
internal sealed class VenueCellFolder : IDisposable
{
    private const int Cell = 3041;

    private const string Limits = """
        {
          "version": 1, "currency": "USD",
          "limits": [
            { "scope": "firm", "maxQuantity": 10000, "maxNotional": 2000000, "priceCollarPercent": 10,
              "referenceAgeMs": 60000, "maxPosition": 20000, "messagesPerSecond": 5000 }
          ]
        }
        """;

    private readonly DirectoryInfo _disk = Directory.CreateTempSubdirectory("strategies-venue-");
    private readonly string _memory =
        Path.Combine(RegionLocation.DefaultFolder, "strategies-venue-" + Guid.NewGuid().ToString("N"));

    internal VenueCellFolder(VenueCellOptions options)
    {
        Directory.CreateDirectory(_memory);
        string feed = options.Feed ?? ShortDay.Write(On("day.zip"), options.Rows, options.TimeDivisor);
        File.WriteAllText(On("limits.json"), Limits);
        File.WriteAllBytes(On("plan.json"), PlanFile.Write(new SessionPlan
        {
            Version = 1,
            Cell = Cell,
            Feed = new FeedPlan { File = feed, LatencyMicroseconds = options.FeedLatencyUs },
            Venue = new VenuePlan
            {
                OrderLatencyMicroseconds = options.OrderLatencyUs,
                AckLatencyMicroseconds = options.AckLatencyUs,
            },
            Limits = On("limits.json"),
            Slots = [new SlotPlan { Name = "maker", Strategy = On("none.dll") }],
            Engine = new EngineOptions { MarketOrdersMax = 1 << 14, LevelsMax = 1 << 14, OrdersMax = 1 << 12 },
        }));
        File.WriteAllBytes(CellFile, CellConfigFile.Write(new CellConfig
        {
            Version = 1,
            Plan = "plan.json",
            Folder = "cell",
            Memory = _memory,
            Speed = options.Speed,
            Venue = new VenueSettings
            {
                BlockAfterMs = options.BlockAfterMs,
                CancelAfterMs = options.BlockAfterMs * 8,
            },
        }));
    }

    internal string CellFile => On("cell.json");

    public void Dispose()
    {
        Directory.Delete(_memory, recursive: true);
        _disk.Delete(recursive: true);
    }

    private string On(string name) => Path.Combine(_disk.FullName, name);
}
