using Strategies.Projection;

namespace Strategies.Edge.Commands;

/// <summary>Waits until the journal says what became of a command. Any thread.</summary>
/// <param name="tail">Follows the journal.</param>
internal sealed class OutcomeWatch(JournalTail tail)
{
    private static readonly TimeSpan Poll = TimeSpan.FromMilliseconds(2);

    /// <summary>Waits for a command's record and everything that the engine said to it.</summary>
    /// <returns>Null when it was not there in time: it may still come.</returns>
    internal Task<CommandTrace?> Await(ushort sourceId, ulong sourceSequence, TimeSpan patience, CancellationToken stop) =>
        Await(sourceId, sourceSequence, trace => tail.IsSettled(trace.Sequence), patience, stop);

    /// <summary>Waits for a swap request's record, its decision, and what the engine said to that.</summary>
    /// <returns>Null when it was not there in time: it may still come.</returns>
    internal Task<CommandTrace?> AwaitDecision(
        ushort sourceId, ulong sourceSequence, TimeSpan patience, CancellationToken stop) =>
        Await(
            sourceId,
            sourceSequence,
            trace => trace.DecisionSequence != 0 && tail.IsSettled(trace.DecisionSequence),
            patience,
            stop);

    private async Task<CommandTrace?> Await(
        ushort sourceId, ulong sourceSequence, Func<CommandTrace, bool> isDone, TimeSpan patience, CancellationToken stop)
    {
        long end = Environment.TickCount64 + (long)patience.TotalMilliseconds;
        while (true)
        {
            CommandTrace? trace = tail.Read(day => day.Commands.Find(sourceId, sourceSequence));
            if (trace is not null && isDone(trace))
            {
                return trace;
            }

            if (Environment.TickCount64 > end)
            {
                return null;
            }

            await Task.Delay(Poll, stop);
        }
    }
}
