using System.Text.Json;
using Strategies.Backtest.Tests.Support;
using Strategies.Engine;
using Strategies.Journal;
using Strategies.Journal.Store;
using Strategies.Plans;
using Strategies.Records;
using Strategies.Session.Results;
using Strategies.Session.Versions;

namespace Strategies.Driver.Tests.Support;

/// <summary>
/// The journal of one artificial day with a swap, a quarantine and a kill switch. Tests that change it take a copy.
/// </summary>
public sealed class RecordedDay : IDisposable
{
    private readonly TestSession _session = new();
    private int _copies;

    public RecordedDay()
    {
        SlotPlan ladder = new()
        {
            Name = "ladder",
            Strategy = Packages.Ladder,
            Parameters = new Dictionary<string, JsonElement> { ["stepTicks"] = JsonSerializer.SerializeToElement(1) },
        };
        SlotPlan throwing = new()
        {
            Name = "throwing",
            Strategy = Packages.Throwing,
            Parameters = new Dictionary<string, JsonElement>
            {
                ["throwAfter"] = JsonSerializer.SerializeToElement(4_200),
            },
        };
        Result = _session.Play(_session.ShortPlan(6_000, 500, ladder, throwing) with
        {
            Actions =
            [
                new ActionPlan { AtEvent = 1_500, Action = PlanActionKind.Swap, Slot = "ladder",
                    Strategy = Packages.LadderV2 },
                new ActionPlan { AtEvent = 5_000, Action = PlanActionKind.Kill, Scope = "strategy:ladder" },
            ],
        });
        Inputs = JournalRecord.Inputs(Folder);
        Outputs = JournalRecord.Outputs(Folder);
    }

    internal SessionResult Result { get; }

    internal string Folder => Result.JournalDir;

    internal List<JournalRecord> Inputs { get; }

    internal List<JournalRecord> Outputs { get; }

    internal string NewFolder() => _session.PathOf($"copy{++_copies}");

    /// <summary>A copy of the journal for a test to damage.</summary>
    internal string Copy()
    {
        string target = NewFolder();
        CopyFolder(Folder, target);
        return target;
    }

    internal static void CopyFolder(string source, string target)
    {
        foreach (string file in Directory.GetFiles(source, "*", SearchOption.AllDirectories))
        {
            // What is just being made has no place in the journal yet, and gets its name while this copies.
            if (Path.GetExtension(file) is ".lock" or ".new")
            {
                continue;
            }

            string copy = Path.Combine(target, Path.GetRelativePath(source, file));
            Directory.CreateDirectory(Path.GetDirectoryName(copy)!);
            File.Copy(file, copy);
        }
    }

    /// <summary>A fresh engine that finds the day's versions in the journal's store.</summary>
    internal TradingEngine NewEngine()
    {
        ContentStore store = new(new JournalLayout(Folder).StoreFolder);
        return new TradingEngine(TestSession.SmallEngine, new StoredVersions(store));
    }

    /// <summary>A writer of a further journal.</summary>
    internal static JournalWriter NewJournal(string folder) => JournalWriter.Open(
        folder, new JournalOptions { Cell = 1, Epoch = 1, Environment = EnvironmentInfo.Capture("engine", [], []) });

    /// <summary>Gives a driver the day's inputs, with a time of taking over for market data.</summary>
    internal void Drive(EngineDriver driver, int count = int.MaxValue)
    {
        foreach (JournalRecord input in Inputs.Take(count))
        {
            long taken = input.Type == RecordType.MarketData ? System.Diagnostics.Stopwatch.GetTimestamp() : 0;
            driver.Take((byte[])input.Bytes.Clone(), taken);
        }
    }

    public void Dispose() => _session.Dispose();
}
