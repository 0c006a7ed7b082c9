using System.Reflection.PortableExecutable;
using System.Runtime.InteropServices;
using Strategies.Backtest;
using Strategies.Cli.Tests.Support;
using Strategies.Core;
using Strategies.Feeds.Queue;
using Strategies.Venues;

namespace Strategies.Cli.Tests;

/// <summary>What lies compiled beside strat, and what is compiled where it runs.</summary>
public sealed class AheadTests
{
    [Fact]
    public void Nothing_that_a_hot_thread_runs_is_compiled_ahead_and_all_that_talks_to_people_is()
    {
        Assert.SkipUnless(
            OperatingSystem.IsLinux() && RuntimeInformation.OSArchitecture == Architecture.X64,
            "nothing is compiled ahead but on Linux with x64");
        string[] hot =
        [
            .. HotPathCode.Assemblies.Select(assembly => assembly.GetName().Name!),
            typeof(BacktestSession).Assembly.GetName().Name!,
            typeof(PacketQueue).Assembly.GetName().Name!,
            typeof(SimulatedVenue).Assembly.GetName().Name!,
            "Strategies.Bench",
        ];
        Assert.DoesNotContain(hot, IsAhead);
        string[] cold = ["strat", "strat-process", "Strategies.Edge", "Strategies.Plans", "Strategies.Plugins", "System.CommandLine"];
        Assert.All(cold, name => Assert.True(IsAhead(name), name));
    }

    private static bool IsAhead(string name)
    {
        using FileStream file = File.OpenRead(Path.Combine(Path.GetDirectoryName(Strat.Executable)!, name + ".dll"));
        using PEReader reader = new(file);
        return reader.PEHeaders.CorHeader!.ManagedNativeHeaderDirectory.Size > 0;
    }
}
