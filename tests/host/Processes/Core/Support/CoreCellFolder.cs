using Strategies.Backtest.Plans;
using Strategies.Backtest.Tests.Support;
using Strategies.Cell.Config;
using Strategies.Engine;
using Strategies.Ipc.Memory;

namespace Strategies.Processes.Tests.Core.Support;

/// <summary>A core's folders on disk and in memory, with day, limits, plan and configuration.</summary>
internal sealed class CoreCellFolder : IDisposable
{
    private const int Cell = 3051;

    private const string Limits = """
        {
          "version": 1, "currency": "USD",
          "limits": [
            { "scope": "firm", "maxQuantity": 10000, "maxNotional": 2000000, "priceCollarPercent": 10,
              "referenceAgeMs": 60000, "maxPosition": 20000, "messagesPerSecond": 5000 }
          ]
        }
        """;

    private readonly DirectoryInfo _disk = Directory.CreateTempSubdirectory("strategies-core-");
    private readonly string _memory =
        Path.Combine(RegionLocation.DefaultFolder, "strategies-core-" + Guid.NewGuid().ToString("N"));

    internal CoreCellFolder(string strategy, DayEnd dayEnds, int rows)
    {
        Directory.CreateDirectory(_memory);
        File.WriteAllText(On("limits.json"), Limits);
        File.WriteAllBytes(On("plan.json"), PlanFile.Write(new SessionPlan
        {
            Version = 1,
            Cell = Cell,
            Feed = new FeedPlan { File = ShortDay.Write(On("day.zip"), rows, timeDivisor: 10_000) },
            Limits = On("limits.json"),
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
        }));
        File.WriteAllBytes(CellFile, CellConfigFile.Write(new CellConfig
        {
            Version = 1,
            Plan = "plan.json",
            Folder = "cell",
            Memory = _memory,
            DayEnds = dayEnds,
        }));
    }

    internal string CellFile => On("cell.json");

    public void Dispose()
    {
        Directory.Delete(_memory, recursive: true);
        foreach (DirectoryInfo inner in _disk.EnumerateDirectories("*", SearchOption.AllDirectories))
        {
            if (!OperatingSystem.IsWindows() && inner.LinkTarget is null)
            {
                File.SetUnixFileMode(inner.FullName, File.GetUnixFileMode(inner.FullName) | UnixFileMode.UserWrite);
            }
        }

        _disk.Delete(recursive: true);
    }

    private string On(string name) => Path.Combine(_disk.FullName, name);
}
