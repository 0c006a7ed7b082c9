using Strategies.Cell.Processes;
using Strategies.Edge.Views;
using Strategies.Projection;

namespace Strategies.Edge.Metrics;

/// <summary>How far others are behind the core.</summary>
internal static class LagReader
{
    internal static LagView Read(CellReader reader, JournalTail tail)
    {
        // Who follows is read first: the core may only be further by then.
        long follower = reader.Counters(ProcessRole.Follower)?.GetValueOrDefault("last-sequence") ?? -1;
        long durable = DurableSequence(reader);
        long edge = (long)tail.LastSequence;
        long core = reader.CoreSequence();
        return new LagView(Behind(core, follower), Behind(core, durable), Behind(core, edge));
    }

    /// <summary>Number of the last input that survives a loss of power; -1 when it is not known.</summary>
    internal static long DurableSequence(CellReader reader) =>
        reader.Counters(ProcessRole.Archiver)?.GetValueOrDefault("durable-sequence") ?? -1;

    private static long Behind(long core, long other) => core < 0 || other < 0 ? -1 : Math.Max(0, core - other);
}
