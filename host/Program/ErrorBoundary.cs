using Strategies.Cell;
using Strategies.Cell.Processes;
using Strategies.Driver;
using Strategies.Engine;
using Strategies.Engine.Snapshots;
using Strategies.Feeds;
using Strategies.Ipc;
using Strategies.Journal;
using Strategies.Plans;
using Strategies.Plugins;
using Strategies.Plugins.Parameters;
using Strategies.Risk;
using Strategies.Risk.Files;
using Strategies.Venues;

namespace Strategies.Program;

/// <summary>
/// Runs a command or a process and turns what it throws into a message with a hint and an exit code: never a stack trace.
/// </summary>
public static class ErrorBoundary
{
    /// <summary>Runs it.</summary>
    /// <param name="body">What is run; gives the exit code.</param>
    /// <param name="fail">Told the problem and what to do about it.</param>
    /// <returns>The exit code.</returns>
    public static int Run(Func<int> body, Action<string, string> fail)
    {
        try
        {
            return body();
        }
        catch (Exception exception) when (Explain(exception) is { } known)
        {
            fail(known.Problem, known.Hint);
            return ExitCode.BadInput;
        }
        catch (Exception exception) when (exception is DriverFault or EngineFault)
        {
            fail(exception.Message, "raise the size of that table under engine in the plan, or report it as a defect");
            return ExitCode.Defect;
        }
        catch (Exception exception)
        {
            string trace = Path.Combine(Path.GetTempPath(), $"strat-defect-{Environment.ProcessId}.txt");
            File.WriteAllText(trace, exception.ToString());
            fail(
                $"{exception.GetType().Name}: {exception.Message}",
                $"this is a defect of strat; please report it with {trace}");
            return ExitCode.Defect;
        }
    }

    private static (string Problem, string Hint)? Explain(Exception exception) => exception switch
    {
        PlanException plan => (plan.Message, plan.Hint),
        FeedException feed => (feed.Message, feed.Hint),
        ConfigException config => (config.Message, ""),
        PackageException { Violations.Count: > 0 } refused => (refused.Message, ""),
        PackageException package => ($"{package.Package}: {package.Problem}", package.Hint),
        ParameterException parameter => (parameter.Message, ""),
        JournalException journal => (journal.Message, ""),
        SnapshotException snapshot => (snapshot.Message, ""),
        RiskUniverseException universe => (universe.Message, ""),
        VenueException venue => (venue.Message, ""),
        CellException cell => (cell.Message, cell.Hint),
        IpcException ipc => (ipc.Message, ""),
        UnauthorizedAccessException access => (access.Message, "check who may read and write there"),
        IOException io => (io.Message, "check that the path is there and the disk has room"),
        _ => null,
    };
}
