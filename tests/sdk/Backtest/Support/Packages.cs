namespace Strategies.Backtest.Tests.Support;

/// <summary>Paths of the strategies that the tests deploy.</summary>
internal static class Packages
{
    internal static string Quiet => Of("Quiet");

    internal static string Ageing => Of("Ageing");

    internal static string Costly => Of("Costly");

    internal static string Forgetful => Of("Forgetful");

    internal static string Sleeper => Of("Sleeper");

    internal static string Throwing => Of("Throwing");

    internal static string Ladder => Of("Strategies.Samples.Ladder");

    internal static string LadderV2 => Of("Strategies.Samples.LadderV2");

    internal static string MarketMaker => Of("Strategies.MarketMaking");

    private static string Of(string project) => Path.Combine(TestPlugins.FolderOf(project), project + ".dll");
}
