using Strategies.Bench.Feed;
using Strategies.Bench.Setup;
using Strategies.Driver;
using Strategies.Records;
using Strategies.Session;

namespace Strategies.Bench.Running;

/// <summary>The records by which a benchmark's day begins and ends.</summary>
internal static class BenchDay
{
    internal static void Begin(
        InputWriter records, EngineDriver driver, BenchPlan plan, BenchVersions versions, MergedFeed feed, Hash256 configuration) =>
        StartOfDay.Take(plan.BeginningOf(feed.Tape, configuration, versions), records, driver, feed.TimeNsOf(0));

    /// <summary>Slots are stopped, the venue answers what is under way, the day is closed.</summary>
    internal static void End(InputWriter records, EngineDriver driver, VenueClose close) =>
        new EndOfDay(driver.Engine, records, [close]).Begin(records.LastTimeNs);
}
