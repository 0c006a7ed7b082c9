using Strategies.Backtest.Tests.Support;
using Strategies.Engine;
using Strategies.Engine.Snapshots;
using Strategies.Journal;
using Strategies.Plans;
using Strategies.Records;
using Strategies.Session.Results;

namespace Strategies.Backtest.Tests;

/// <summary>
/// The demo's day, with every strategy and sample that is shipped: engines that come out of snapshots, and so strategies
/// that come out of their own Save, run beside the one that was never interrupted.
/// </summary>
public sealed class LosslessStateTests(ITestOutputHelper output) : IDisposable
{
    private const long EventsAfter = 100_000;

    private readonly TempFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void Every_shipped_strategy_goes_on_from_its_saved_state_as_if_nothing_had_been()
    {
        string root = Path.GetFullPath(Path.Combine(TestPlugins.FolderOf("Quiet"), "..", "..", "..", ".."));
        string plan = Path.Combine(root, "samples", "demo.plan.json");
        SessionPlan demo = PlanFile.Load(plan);
        demo = demo with { Feed = demo.Feed with { File = SharedData.Amzn5 } };
        SessionResult day = new BacktestSession(demo, _folder.File("journal"), new BacktestOptions()).Run();
        int seed = TestSeed.Value;
        output.WriteLine($"seed {seed}");
        Random random = new(seed);
        Run(day.JournalDir, demo.Engine, [random.Next(2_000, 30_000), random.Next(31_000, 55_000)]);
    }

    private void Run(string journal, EngineOptions options, long[] cuts)
    {
        TradingEngine original = new(options, TestSession.VersionsOf(journal));
        List<(TradingEngine Engine, long From)> restored = [];
        long finished = 0;
        int next = 0;
        using JournalReader inputs = JournalReader.OpenInputs(journal);
        while (inputs.MoveNext() && (next < cuts.Length || restored.Count > 0))
        {
            original.Apply(inputs.Record);
            foreach ((TradingEngine engine, _) in restored)
            {
                engine.Apply(inputs.Record);
                RequireSameOutputs(original.Outputs, engine.Outputs, inputs.LastSequence);
            }

            long events = original.Counters.MarketMessages;
            if (next < cuts.Length && events >= cuts[next] && original.CanSnapshot)
            {
                restored.Add((ThroughSnapshot(original, options, TestSession.VersionsOf(journal)), events));
                next++;
            }

            if (restored.Count > 0 && events - restored[0].From >= EventsAfter)
            {
                Assert.Equal(EngineSnapshot.HashOf(original), EngineSnapshot.HashOf(restored[0].Engine));
                output.WriteLine($"from event {restored[0].From:N0}: {EventsAfter:N0} events equal");
                restored.RemoveAt(0);
                finished++;
            }
        }

        Assert.Equal(cuts.Length, finished);
    }

    private static TradingEngine ThroughSnapshot(
        TradingEngine engine, EngineOptions options, Engine.Slots.StrategySource versions)
    {
        MemoryStream bytes = new();
        EngineSnapshot.Write(engine, bytes);
        bytes.Position = 0;
        return EngineSnapshot.Read(bytes, options, versions);
    }

    private static void RequireSameOutputs(OutputBuffer expected, OutputBuffer actual, ulong sequence)
    {
        Assert.True(expected.Length == actual.Length, $"input {sequence}: other outputs");
        for (int offset = 0; offset < expected.Length; offset = expected.NextOffset(offset))
        {
            if (!expected.At(offset).SequenceEqual(actual.At(offset)))
            {
                Assert.Fail($"input {sequence}, output {RecordWriter.Header(expected.At(offset)).Index} differs");
            }
        }
    }
}
