using Strategies.Tests.Support;

namespace Strategies.Cells;

/// <summary>What the build has left: the program, and strategies to load by path.</summary>
public static class Built
{
    private static readonly string Bin = Path.Combine(Checkout.Root, "artifacts", "bin");

    /// <summary>The program itself, without its launcher.</summary>
    public static string Strat { get; } = Path.Combine(Bin, "Strategies.Cli", "release", "strat");

    /// <summary>The assembly of a strategy.</summary>
    /// <param name="project">Its project.</param>
    public static string Strategy(string project) => Path.Combine(Bin, project, "release", project + ".dll");
}
