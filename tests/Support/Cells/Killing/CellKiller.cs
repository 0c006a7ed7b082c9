using System.Diagnostics;
using Strategies.Cell.Processes;
using Strategies.Ipc.Memory;

namespace Strategies.Cells.Killing;

/// <summary>Kills processes of a cell under load, each at a moment that a seed decides, and waits for their return.</summary>
/// <param name="cell">The cell; it is up.</param>
/// <param name="random">Decides about moments.</param>
public sealed class CellKiller(TestedCell cell, Random random)
{
    private const int SnapshotWaitMs = 10_000;
    private const int OrderWaitMs = 4_000;

    private readonly SwapPressure _swaps = new(cell);
    private readonly HandoverPressure _handovers = new(cell);

    /// <summary>
    /// Kills a process and waits until another is at work in its place. Where it is gone before the kill comes, as a next core is
    /// that has taken over, the next moment is taken.
    /// </summary>
    /// <param name="role">What to kill.</param>
    /// <param name="moment">When.</param>
    /// <returns>Null when the day was over before.</returns>
    public KillReport? Kill(ProcessRole role, KillMoment moment)
    {
        while (true)
        {
            bool isHit = AwaitMoment(role, moment);
            if (cell.IsFeedOver)
            {
                _handovers.AwaitEnd();
                return null;
            }

            long sequence = cell.Core(CoreCounter.LastSequence);
            long started = Stopwatch.GetTimestamp();
            ProcessIdentity process = cell.Kill(role);
            KillReport? report = process.IsNobody ? null : Follow(role, moment, isHit, process, sequence, started);
            _handovers.AwaitEnd();
            if (report is not null)
            {
                return report;
            }
        }
    }

    /// <returns>False when the moment did not come.</returns>
    private bool AwaitMoment(ProcessRole role, KillMoment moment)
    {
        switch (moment)
        {
            case KillMoment.InSwap:
                return _swaps.AwaitRestore(random);
            case KillMoment.InSnapshot:
                return AwaitSnapshot();
            case KillMoment.InHandover:
                return _handovers.Await(random);
            case KillMoment.InRecovery:
                cell.Kill(role);
                bool hasNext = AwaitNext(role);
                Thread.Sleep(random.Next(300));
                return hasNext;
            default:
                Thread.Sleep(random.Next(300));
                return moment == KillMoment.Anywhere;
        }
    }

    private KillReport Follow(
        ProcessRole role, KillMoment moment, bool isHit, ProcessIdentity process, long sequence, long started)
    {
        double Ms() => Stopwatch.GetElapsedTime(started).TotalMilliseconds;
        if (role == ProcessRole.Supervisor)
        {
            cell.Await("the supervisor's end", () => !process.IsAlive());
            UpAgain();
        }

        // A next core that is killed leaves the core as it is, or leaves none.
        ProcessRole awaited = role == ProcessRole.NextCore ? ProcessRole.Core : role;
        cell.Await($"the return of the {ProcessRoles.NameOf(role)}", () => cell.IsBack(awaited, process) || IsOver());
        double backMs = Ms();
        if (awaited != ProcessRole.Core || IsOver())
        {
            return new KillReport(role, moment, isHit, sequence, backMs, -1, -1);
        }

        long orders = cell.Venue(VenueCounter.Orders);
        cell.Await("a venue that is free again", () => cell.Venue(VenueCounter.IsBlocked) == 0 || IsOver());
        double freeMs = Ms();
        double endMs = freeMs + OrderWaitMs;
        while (cell.Venue(VenueCounter.Orders) == orders && Ms() < endMs && !IsOver())
        {
            Thread.Sleep(1);
        }

        return new KillReport(
            role, moment, isHit, sequence, backMs, freeMs, cell.Venue(VenueCounter.Orders) == orders ? -1 : Ms());
    }

    /// <summary>A supervisor that comes just when the day ends finds nothing to do.</summary>
    private void UpAgain()
    {
        CommandResult up = cell.TryUp();
        if (up.ExitCode != 0 && !IsOver())
        {
            throw new InvalidOperationException($"no supervisor came up again: {up.Error}");
        }
    }

    private bool IsOver() => cell.Core(CoreCounter.IsDayEnded) != 0;

    private bool AwaitNext(ProcessRole role)
    {
        ProcessIdentity ended = cell.IdentityOf(role);
        cell.Await("the next process", () => cell.IdentityOf(role) != ended || IsOver());
        return !IsOver();
    }

    private bool AwaitSnapshot()
    {
        using FileSystemWatcher watcher = new(cell.Setup.Paths.Snapshots);
        using ManualResetEventSlim isBegun = new();
        watcher.Created += (_, made) =>
        {
            if (!made.FullPath.EndsWith(".snap", StringComparison.Ordinal))
            {
                isBegun.Set();
            }
        };
        watcher.EnableRaisingEvents = true;
        return isBegun.Wait(SnapshotWaitMs) && !cell.IsFeedOver;
    }
}
