using Strategies.Driver;
using Strategies.Engine;
using Strategies.Ipc.Rings;
using Strategies.Journal;
using Strategies.MarketData;
using Strategies.Records;
using Strategies.Session.Versions;

namespace Strategies.Core;

/// <summary>
/// The code that the hot thread may run. What only housekeeping runs (feeds, the simulated exchange, whatever reads, cuts
/// or describes journals, the other processes) is compiled where it is met: a core that comes back is awaited.
/// </summary>
internal static class HotPathCode
{
    private static readonly Type[] Whole =
    [
        typeof(Sdk.Strategy), typeof(Risk.RiskGate), typeof(RecordHeader), typeof(MarketDataDecoder),
        typeof(TradingEngine), typeof(EngineDriver), typeof(PreparedVersions),
        typeof(RingBuffer), typeof(Cell.Regions.SessionClock), typeof(HdrHistogram.LongHistogram),
    ];

    private static readonly string[] JournalParts =
        ["Strategies.Journal", "Strategies.Journal.Segments", "Strategies.Journal.Durability"];

    /// <summary>Compiles all of it.</summary>
    internal static void Prepare() => HostCode.Prepare(
    [
        .. Whole.SelectMany(type => type.Assembly.GetTypes()),
        .. typeof(JournalWriter).Assembly.GetTypes().Where(type => JournalParts.Contains(type.Namespace)),
        .. typeof(LiveLoop).Assembly.GetTypes().Where(type => type.Namespace == typeof(LiveLoop).Namespace),
    ]);
}
