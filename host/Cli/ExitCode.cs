namespace Strategies.Cli;

/// <summary>Exit codes of <c>strat</c>.</summary>
internal static class ExitCode
{
    /// <summary>Done, and everything is as it should be.</summary>
    internal const int Success = 0;

    /// <summary>Done, and something is not as it should be: events lost, replay differs, data damaged.</summary>
    internal const int Difference = 1;

    /// <summary>The command line is wrong.</summary>
    internal const int Usage = 2;

    /// <summary>An input cannot be used: a file, plan, package, limits or journal.</summary>
    internal const int BadInput = 3;

    /// <summary>A defect of this program.</summary>
    internal const int Defect = 70;
}
