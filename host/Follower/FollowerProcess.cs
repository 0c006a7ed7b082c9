using Strategies.Cell.Processes;
using Strategies.Follower.Rehearsing;

namespace Strategies.Follower;

/// <summary>
/// The follower process: a second engine behind the core's journal. It takes the snapshots, lets versions be rehearsed
/// in processes of their own, and runs versions in shadow. Trading never waits for it.
/// </summary>
public static class FollowerProcess
{
    /// <summary>Is the process until it is to stop.</summary>
    /// <param name="context">Its context.</param>
    /// <exception cref="Journal.JournalException">The journal is damaged.</exception>
    public static void Run(ProcessContext context) => Run(context, new RehearsalProgram(ProcessProgram.File));

    /// <summary>Is the process, with another program for rehearsals.</summary>
    /// <param name="context">Its context.</param>
    /// <param name="program">The program.</param>
    internal static void Run(ProcessContext context, RehearsalProgram program)
    {
        using FollowerLoop loop = new(context, program);
        loop.Run();
    }
}
