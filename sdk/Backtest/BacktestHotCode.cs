using System.Reflection;
using Strategies.Driver;
using Strategies.Feeds.Queue;
using Strategies.Plans;
using Strategies.Session;
using Strategies.Venues;

namespace Strategies.Backtest;

/// <summary>
/// The code that the thread of a backtest may run: <see cref="HotCode"/>, and what it has beside it in place of other
/// processes: the feed's packets and the venue.
/// </summary>
internal static class BacktestHotCode
{
    private static readonly Assembly[] Beside =
    [
        typeof(PacketQueue).Assembly,
        typeof(SimulatedVenue).Assembly,
        typeof(SessionPlan).Assembly,
        typeof(BacktestSession).Assembly,
    ];

    /// <summary>The assemblies that the code lies in.</summary>
    internal static IReadOnlyList<Assembly> Assemblies { get; } = [.. HotCode.Assemblies, .. Beside];

    /// <summary>Compiles all of it.</summary>
    internal static void Prepare() =>
        HostCode.Prepare([.. HotCode.Types, .. Beside.SelectMany(assembly => assembly.GetTypes())]);
}
