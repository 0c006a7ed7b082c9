using Strategies.Driver.Replay;
using Strategies.Plans;
using Strategies.Records;
using Strategies.Session;
using Strategies.Session.Results;
using Strategies.Session.Versions;

namespace Strategies.Backtest.Tests.Support;

/// <summary>A folder with a day, limits and journals; plays plans and replays what came of them.</summary>
internal sealed class TestSession : IDisposable
{
    private const string LimitsText = """
        {
          "version": 1,
          "currency": "USD",
          "limits": [
            { "scope": "firm", "maxQuantity": 10000, "maxNotional": 2000000, "priceCollarPercent": 10,
              "referenceAgeMs": 60000, "maxPosition": 20000, "messagesPerSecond": 5000 }
          ]
        }
        """;

    private readonly TempFolder _folder = new();
    private int _journals;

    internal TestSession() => File.WriteAllText(Limits, LimitsText);

    /// <summary>Tables that are small enough that making an engine takes no time.</summary>
    internal static EngineOptions SmallEngine { get; } = new()
    {
        MarketOrdersMax = 1 << 14,
        LevelsMax = 1 << 14,
        OrdersMax = 1 << 12,
        FillsMax = 1 << 13,
        SlotsMax = 4,
        StateBytesMax = 1 << 16,
    };

    internal string Limits => _folder.File("limits.json");

    internal string PathOf(string name) => _folder.File(name);

    internal string NewJournalDir() => _folder.File($"journal{++_journals}");

    /// <summary>A plan over an artificial day.</summary>
    internal SessionPlan ShortPlan(int rows, int timeDivisor, params SlotPlan[] slots)
    {
        string day = _folder.File($"day-{rows}-{timeDivisor}.zip");
        return Plan(File.Exists(day) ? day : ShortDay.Write(day, rows, timeDivisor), slots);
    }

    internal SessionPlan Plan(string feed, params SlotPlan[] slots) => new()
    {
        Version = 1,
        Name = "test",
        Feed = new FeedPlan { File = feed },
        Limits = Limits,
        Slots = slots,
        Engine = SmallEngine,
    };

    internal SessionResult Play(SessionPlan plan, BacktestOptions? options = null) =>
        new BacktestSession(plan, NewJournalDir(), options ?? new BacktestOptions()).Run();

    /// <summary>Replays a journal with the versions of its own store, as <c>strat replay</c> does.</summary>
    internal static ReplayResult Replay(string journalDir, Action<ulong>? progress = null)
    {
        JournalSession session = new(journalDir);
        return ReplayRunner.Run(journalDir, session.OptionsOf, session.NewVersions(), progress);
    }

    /// <summary>The versions in a journal's own store.</summary>
    internal static StoredVersions VersionsOf(string journalDir) => new JournalSession(journalDir).NewVersions();

    /// <summary>Asserts that the replay makes every output again.</summary>
    internal static void RequireEqualReplay(SessionResult result)
    {
        ReplayResult replay = Replay(result.JournalDir);
        Assert.True(replay.IsMatch, replay.Difference?.ToString());
        Assert.Equal(result.LastSequence, replay.Inputs);
        Assert.Equal(result.Outputs, replay.Outputs);
        Assert.Equal(result.RecordMessages, replay.MarketMessages);
        Assert.True(replay.IsClosedCleanly);
    }

    public void Dispose() => _folder.Dispose();
}
