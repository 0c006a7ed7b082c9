using System.Reflection;
using Strategies.Driver;
using Strategies.Engine;
using Strategies.Ipc;
using Strategies.Journal;
using Strategies.MarketData;
using Strategies.Records;
using Strategies.Session.Results;
using Strategies.Session.Versions;

namespace Strategies.Session;

/// <summary>
/// The code that every hot thread may run, live and in a backtest: the one list of it. Each adds what it alone has, the loop
/// above all; tests hold the lists against what the loops reach, so that code which moves to another assembly is not
/// forgotten and compiled while trading.
/// </summary>
/// <remarks>
/// What only housekeeping runs (whatever reads, cuts or describes journals, packages, plans) is compiled where it is met: a
/// core that comes back is awaited.
/// </remarks>
public static class HotCode
{
    /// <summary>Of the journal the hot thread only writes.</summary>
    private static readonly string[] JournalParts =
        ["Strategies.Journal", "Strategies.Journal.Segments", "Strategies.Journal.Durability"];

    /// <summary>
    /// Namespaces in the assemblies below that only housekeeping runs: files and their names, journals run again, snapshots,
    /// warm-ups, and what a histogram is written to.
    /// </summary>
    private static readonly string[] Housekeeping =
    [
        "Strategies.Risk.Files",
        "Strategies.Risk.Naming",
        "Strategies.Driver.Replay",
        "Strategies.Driver.Following",
        "Strategies.Driver.Recovery",
        "Strategies.Engine.Snapshots",
        "Strategies.Session.WarmingUp",
        "HdrHistogram.Iteration",
        "HdrHistogram.Persistence",
        "HdrHistogram.Encoding",
    ];

    /// <summary>Of the results, those that the hot thread itself writes; the others are made of them afterwards.</summary>
    private static readonly Type[] Results = [typeof(DayReport), typeof(SwapReport), typeof(EquitySample)];

    /// <summary>The assemblies that the code lies in.</summary>
    public static IReadOnlyList<Assembly> Assemblies { get; } =
    [
        typeof(Sdk.Strategy).Assembly,
        typeof(Risk.RiskGate).Assembly,
        typeof(RecordHeader).Assembly,
        typeof(MarketDataDecoder).Assembly,
        typeof(MonotonicClock).Assembly,
        typeof(JournalWriter).Assembly,
        typeof(TradingEngine).Assembly,
        typeof(EngineDriver).Assembly,
        typeof(PreparedVersions).Assembly,
        typeof(HdrHistogram.LongHistogram).Assembly,
    ];

    /// <summary>The types there whose code is compiled before trading, for <see cref="HostCode.Begin"/>.</summary>
    public static IEnumerable<Type> Types => Assemblies.SelectMany(assembly => assembly.GetTypes()).Where(IsHot);

    private static bool IsHot(Type type) => type.Assembly == typeof(JournalWriter).Assembly
        ? JournalParts.Contains(type.Namespace)
        : !Housekeeping.Contains(type.Namespace)
            && (type.Namespace != typeof(DayReport).Namespace || Results.Contains(type) || Results.Contains(type.DeclaringType));
}
