using System.Diagnostics;
using Strategies.Cell.Processes;
using Strategies.Ipc.Memory;

namespace Strategies.Cells.Killing;

/// <summary>Asks for a handover of the core by the command, and tells when one is under way.</summary>
/// <param name="cell">The cell.</param>
internal sealed class HandoverPressure(TestedCell cell)
{
    private const int WaitMs = 15_000;

    /// <summary>So long a next core lives at the least before it has taken over.</summary>
    private const int LifeMsMin = 2_000;

    private Task<CommandResult>? _command;

    /// <summary>Asks, and waits until there is a next core.</summary>
    /// <param name="random">Decides how far it gets.</param>
    /// <returns>False when none came in time, or the day is over.</returns>
    internal bool Await(Random random)
    {
        ProcessIdentity before = cell.IdentityOf(ProcessRole.NextCore);
        _command = Task.Run(cell.HandOver);
        long started = Stopwatch.GetTimestamp();
        while (cell.IdentityOf(ProcessRole.NextCore) == before)
        {
            if (Stopwatch.GetElapsedTime(started).TotalMilliseconds > WaitMs || cell.IsFeedOver)
            {
                return false;
            }

            Thread.Sleep(1);
        }

        if (random.Next(2) == 0)
        {
            Thread.Sleep(random.Next(LifeMsMin));
            return true;
        }

        // Half of them where it matters: around the moment at which the cores change places.
        ProcessIdentity core = cell.IdentityOf(ProcessRole.Core);
        using Cell.Regions.CellFlags flags = Cell.Regions.CellFlags.Open(cell.Regions.Flags);
        while (flags.HandoverTo == 0 && cell.IdentityOf(ProcessRole.Core) == core && !_command.IsCompleted)
        {
            Thread.Yield();
        }

        Thread.Sleep(random.Next(30));
        return true;
    }

    /// <summary>Waits until the command has given up, or told of its handover: both are well said.</summary>
    internal void AwaitEnd()
    {
        if (_command is not { } command)
        {
            return;
        }

        _command = null;
        CommandResult result = command.Result;
        if (result.Error.Contains("   at ", StringComparison.Ordinal))
        {
            throw new InvalidOperationException($"the command failed with a stack trace: {result.Error}");
        }
    }
}
