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

    /// <summary>Begins to compile all of it.</summary>
    internal static HostCode Begin() => HostCode.Begin(
        [.. HotCode.Types, .. Beside.SelectMany(assembly => assembly.GetTypes()).Where(type => !IsReaders(type))]);

    /// <summary>What reads feeds has a thread of its own; the hot one takes packets from the queue between them.</summary>
    private static bool IsReaders(Type type) =>
        type.Assembly == typeof(PacketQueue).Assembly && type.Namespace != typeof(PacketQueue).Namespace;
}
