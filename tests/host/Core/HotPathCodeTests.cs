using System.Reflection;
using Strategies.Driver;
using Strategies.Engine;
using Strategies.Tests.Support;

namespace Strategies.Core.Tests;

public sealed class HotPathCodeTests
{
    /// <summary>What the core refers to and the hot thread never runs, with the reason.</summary>
    private static readonly Dictionary<string, string> Housekeeping = new()
    {
        ["Strategies.Feeds"] = "packets come out of a ring; recorded ones are read for warming up",
        ["Strategies.Plans"] = "the plan is read when the day begins",
        ["Strategies.Plugins"] = "versions are loaded and parameters bound beside; a bound setter is compiled with its version",
        ["Strategies.Venues"] = "the exchange is another process; of here there is only the order port's base",
    };

    [Fact]
    public void What_the_loop_of_a_core_reaches_is_on_the_list_or_named_as_housekeeping()
    {
        SortedSet<string> reached = AssemblyReach.Of(
            [typeof(LiveLoop).Assembly, typeof(EngineDriver).Assembly, typeof(TradingEngine).Assembly], "HdrHistogram");
        string[] listed = [.. HotPathCode.Assemblies.Select(NameOf)];
        Assert.Equal(reached, listed.Concat(Housekeeping.Keys).Order(StringComparer.Ordinal));
        Assert.Equal(listed.Length, listed.Distinct().Count());
    }

    private static string NameOf(Assembly assembly) => assembly.GetName().Name!;
}
