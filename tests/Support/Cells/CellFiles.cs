using Strategies.Backtest.Tests.Support;
using Strategies.Cell.Config;
using Strategies.Cell.Tokens;
using Strategies.Plans;
using Strategies.Records;

namespace Strategies.Cells;

/// <summary>Writes what a cell needs before it is brought up: market data, limits, plan, configuration, tokens.</summary>
internal static class CellFiles
{
    private const int SecondsOfTheDay = 23_400;

    private const string Limits = """
        {
          "version": 1,
          "currency": "USD",
          "limits": [
            { "scope": "firm", "maxQuantity": 10000, "maxNotional": 2000000, "priceCollarPercent": 10,
              "referenceAgeMs": 60000, "maxPosition": 20000, "messagesPerSecond": 5000 }
          ]
        }
        """;

    internal static CellSetup Write(string folder, CellDay day, int cell, int port)
    {
        Directory.CreateDirectory(Path.Combine(folder, "memory"));
        string PathOf(string name) => Path.Combine(folder, name);
        File.WriteAllText(PathOf("limits.json"), Limits);
        for (int venue = 1; venue <= day.Venues; venue++)
        {
            ShortDay.Write(
                PathOf(FeedOf(venue)), day.Rows, SecondsOfTheDay / day.SessionSeconds, day.Seed + (ulong)venue - 1, day.Levels);
        }

        File.WriteAllBytes(PathOf("plan.json"), PlanFile.Write(PlanOf(day, cell)));
        File.WriteAllBytes(PathOf("cell.json"), CellConfigFile.Write(new CellConfig
        {
            Version = 1,
            Plan = "plan.json",
            Folder = "cell",
            Memory = "memory",
            Speed = day.Speed,
            DayEnds = day.Ends,
            Core = new CoreSettings
            {
                SegmentMiB = day.SegmentMiB,
                LockMemory = false,
                GapMinutes = day.GapMinutes,
                WatchdogMs = day.WatchdogMs,
            },
            Follower = new FollowerSettings { SnapshotEveryInputs = day.SnapshotEveryInputs, SnapshotsKept = 1_000 },
            Edge = new EdgeSettings { Port = port },
        }));
        CellSetup setup = CellConfigFile.Load(PathOf("cell.json"));
        setup.Paths.CreateFolders();
        TokenFile.CreateDefault(setup.Config.Edge.Tokens);
        return setup;
    }

    private static string FeedOf(int venue) => venue == 1 ? "day.zip" : $"day-{venue}.zip";

    private static string NameOf(int venue) => $"V{venue}";

    private static SessionPlan PlanOf(CellDay day, int cell)
    {
        SlotPlan Slot(string name, string project) => new() { Name = name, Strategy = Built.Strategy(project) };
        return new SessionPlan
        {
            Version = 1,
            Name = "kills",
            Cell = cell,
            Venues = [.. Enumerable.Range(1, day.Venues).Select(venue => new VenuePlan { Name = NameOf(venue) })],
            Feeds = [.. Enumerable.Range(1, day.Venues).Select(venue =>
                new FeedPlan { File = FeedOf(venue), Venue = NameOf(venue), LatencyMicroseconds = 20 })],
            Limits = "limits.json",
            Slots =
            [
                Slot("ladder", "Strategies.Samples.Ladder"),
                Slot("maker", "Strategies.MarketMaking"),
                Slot(CellDay.SwappedSlot, "Sleeper"),
                .. day.MoreSlots,
            ],
            Engine = new EngineOptions
            {
                MarketOrdersMax = 1 << 16,
                LevelsMax = 1 << 14,
                OrdersMax = 1 << 17,
                FillsMax = 1 << 16,
                SlotsMax = 8,
                StateBytesMax = 1 << 16,
            },
        };
    }
}
