using Strategies.Bench.Results;
using Strategies.Driver;
using Strategies.Engine;
using Strategies.Journal;

namespace Strategies.Bench.Running;

/// <summary>All counters at one moment; the difference of two of them is what happened in between.</summary>
internal readonly record struct CountsMark
{
    private readonly DriverCounts _driver;
    private readonly EngineCounters _engine;
    private readonly VenueCounts _venue;
    private readonly LoopCounts _loop;
    private readonly long _inlineSegments;

    private CountsMark(EngineDriver driver, BenchVenue venue, BenchLoop loop, JournalWriter journal)
    {
        _driver = new DriverCounts(driver.Metrics.Inputs, driver.Metrics.Outputs);
        _engine = driver.Engine.Counters;
        _venue = new VenueCounts(venue.NewOrders, venue.Replaces, venue.Cancels);
        _loop = new LoopCounts(loop.Reports, loop.Clocks, driver.Metrics.Bytes);
        _inlineSegments = journal.InlineMaps + journal.InlineCloses;
    }

    /// <summary>Reads all counters.</summary>
    internal static CountsMark Of(
        EngineDriver driver, BenchVenue venue, BenchLoop loop, JournalWriter journal) =>
        new(driver, venue, loop, journal);

    /// <summary>What happened since an earlier mark.</summary>
    internal BenchCounts Since(CountsMark earlier) => new()
    {
        Events = _engine.MarketMessages - earlier._engine.MarketMessages,
        Inputs = _driver.Inputs - earlier._driver.Inputs,
        Outputs = _driver.Outputs - earlier._driver.Outputs,
        Reports = _loop.Reports - earlier._loop.Reports,
        Clocks = _loop.Clocks - earlier._loop.Clocks,
        NewOrders = _venue.NewOrders - earlier._venue.NewOrders,
        Replaces = _venue.Replaces - earlier._venue.Replaces,
        Cancels = _venue.Cancels - earlier._venue.Cancels,
        Rejects = _engine.Rejects - earlier._engine.Rejects,
        Fills = _engine.Fills - earlier._engine.Fills,
        Callbacks = _engine.Callbacks - earlier._engine.Callbacks,
        JournalBytes = _loop.JournalBytes - earlier._loop.JournalBytes,
        InlineSegments = _inlineSegments - earlier._inlineSegments,
    };

    private readonly record struct DriverCounts(long Inputs, long Outputs);

    private readonly record struct VenueCounts(long NewOrders, long Replaces, long Cancels);

    private readonly record struct LoopCounts(long Reports, long Clocks, long JournalBytes);
}
