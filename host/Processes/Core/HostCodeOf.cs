using Strategies.Core;
using Strategies.Engine;
using Strategies.Feeds.Queue;
using Strategies.Ipc.Rings;
using Strategies.Journal;
using Strategies.Plugins.Versions;
using Strategies.Venues;

namespace Strategies.Processes.Core;

/// <summary>The assemblies whose code the hot thread may run.</summary>
internal static class HostCodeOf
{
    /// <summary>Compiles all of it.</summary>
    internal static void Prepare() => HostCode.Prepare(
        typeof(Sdk.Strategy).Assembly,
        typeof(Risk.RiskGate).Assembly,
        typeof(TradingEngine).Assembly,
        typeof(JournalWriter).Assembly,
        typeof(SimulatedVenue).Assembly,
        typeof(PacketQueue).Assembly,
        typeof(EngineDriver).Assembly,
        typeof(Backtest.BacktestSession).Assembly,
        typeof(PreparedVersions).Assembly,
        typeof(RingBuffer).Assembly,
        typeof(Cell.Regions.SessionClock).Assembly,
        typeof(LiveLoop).Assembly,
        typeof(HdrHistogram.LongHistogram).Assembly);
}
