using System.Reflection;
using Strategies.Driver;
using Strategies.Engine;
using Strategies.Session.Historical;
using Strategies.Tests.Support;

namespace Strategies.Backtest.Tests;

public sealed class BacktestHotCodeTests
{
    /// <summary>What a backtest refers to and its hot thread never runs, with the reason.</summary>
    private static readonly Dictionary<string, string> Housekeeping = new()
    {
        ["Strategies.Plugins"] = "versions are loaded and parameters bound beside; a bound setter is compiled with its version",
    };

    [Fact]
    public void What_the_loop_of_a_backtest_reaches_is_on_the_list_or_named_as_housekeeping()
    {
        SortedSet<string> reached = AssemblyReach.Of(
            [
                typeof(BacktestSession).Assembly, typeof(HistoricalDriver).Assembly, typeof(EngineDriver).Assembly,
                typeof(TradingEngine).Assembly,
            ],
            "HdrHistogram");
        string[] listed = [.. BacktestHotCode.Assemblies.Select(NameOf)];
        Assert.Equal(reached, listed.Concat(Housekeeping.Keys).Order(StringComparer.Ordinal));
        Assert.Equal(listed.Length, listed.Distinct().Count());
    }

    private static string NameOf(Assembly assembly) => assembly.GetName().Name!;
}
