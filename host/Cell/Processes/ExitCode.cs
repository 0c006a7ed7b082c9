namespace Strategies.Cell.Processes;

/// <summary>Exit codes of <c>strat</c> and of the processes of a cell.</summary>
public static class ExitCode
{
    /// <summary>Done, and everything is as it should be.</summary>
    public const int Success = 0;

    /// <summary>Done, and something is not as it should be: events lost, replay differs, data damaged.</summary>
    public const int Difference = 1;

    /// <summary>The command line is wrong.</summary>
    public const int Usage = 2;

    /// <summary>An input cannot be used: a file, plan, package, limits or journal.</summary>
    public const int BadInput = 3;

    /// <summary>
    /// A backtest is done, but not as its plan has it: a slot was quarantined, a strategy never subscribed, an action did not
    /// run; or a callback never returned, and the day has no end.
    /// </summary>
    public const int NotAsPlanned = 4;

    /// <summary>Ctrl-C ended a backtest.</summary>
    public const int Interrupted = 130;

    /// <summary>Signal 15 ended a backtest.</summary>
    public const int Terminated = 143;

    /// <summary>A defect of this program.</summary>
    public const int Defect = 70;
}
