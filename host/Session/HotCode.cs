using System.Reflection;
using Strategies.Driver;
using Strategies.Engine;
using Strategies.Ipc;
using Strategies.Journal;
using Strategies.MarketData;
using Strategies.Records;
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
    private static readonly Assembly JournalAssembly = typeof(JournalWriter).Assembly;

    /// <summary>Of the journal the hot thread only writes.</summary>
    private static readonly string[] JournalParts =
        ["Strategies.Journal", "Strategies.Journal.Segments", "Strategies.Journal.Durability"];

    /// <summary>The assemblies that the code lies in.</summary>
    public static IReadOnlyList<Assembly> Assemblies { get; } =
    [
        typeof(Sdk.Strategy).Assembly,
        typeof(Risk.RiskGate).Assembly,
        typeof(RecordHeader).Assembly,
        typeof(MarketDataDecoder).Assembly,
        typeof(MonotonicClock).Assembly,
        JournalAssembly,
        typeof(TradingEngine).Assembly,
        typeof(EngineDriver).Assembly,
        typeof(PreparedVersions).Assembly,
        typeof(HdrHistogram.LongHistogram).Assembly,
    ];

    /// <summary>The types there whose code is compiled before trading, for <see cref="HostCode.Prepare(IEnumerable{Type})"/>.</summary>
    public static IEnumerable<Type> Types => Assemblies.SelectMany(assembly => assembly.GetTypes())
        .Where(type => type.Assembly != JournalAssembly || JournalParts.Contains(type.Namespace));
}
