using Strategies.Cell.Processes;

namespace Strategies.Archiver;

/// <summary>The archiver process: brings the journal that the core writes in memory to the disk.</summary>
public static class ArchiverProcess
{
    /// <summary>
    /// Is the process until it is to stop, and then until everything is on the disk, the mark of the writer's clean end
    /// included.
    /// </summary>
    /// <param name="context">Its context.</param>
    /// <exception cref="Cell.CellException">It was to stop and the disk does not take what is left.</exception>
    public static void Run(ProcessContext context)
    {
        using CellCounters<ArchiverCounter> counters =
            CellCounters<ArchiverCounter>.Create(context.Regions.CountersOf(context.Process));
        ArchiverHealth health = new(counters, context.Log);
        using ArchiverHeartbeat pulse = new(context.Heartbeat, health);
        using ArchiverLoop loop = new(context, counters, health, pulse);
        loop.Run();
    }
}
