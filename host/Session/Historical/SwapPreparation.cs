using Strategies.Plans;
using Strategies.Plugins;

namespace Strategies.Session.Historical;

/// <summary>The thread that prepares the plan's swaps while the day is played.</summary>
public sealed class SwapPreparation : IDisposable
{
    /// <summary>Versions that may wait for their turn: each holds its code and an instance in memory.</summary>
    private const int AheadMax = 32;

    private readonly Thread _thread;
    private volatile bool _isEnding;

    public SwapPreparation(IReadOnlyList<ScheduledAction> scheduled, Action<ScheduledAction> prepare)
    {
        using (ExecutionContext.SuppressFlow())
        {
            _thread = new Thread(() => Run(scheduled, prepare)) { Name = "housekeeping", IsBackground = true };
            _thread.Start();
        }
    }

    /// <summary>Waits for the thread. One that a hung version holds is left behind; it ends with the process.</summary>
    public void Dispose()
    {
        _isEnding = true;
        _thread.Join(ActionRunner.PreparationMax);
    }

    private void Run(IReadOnlyList<ScheduledAction> scheduled, Action<ScheduledAction> prepare)
    {
        foreach (ScheduledAction action in scheduled)
        {
            if (action.Plan.Action != PlanActionKind.Swap)
            {
                continue;
            }

            if (!TryAwaitRoom(scheduled))
            {
                return;
            }

            try
            {
                prepare(action);
            }
            catch (PackageException exception)
            {
                Refuse(action, exception.Message);
            }
            catch (Exception exception)
            {
                // The day goes on: whatever housekeeping meets, trading never stops for it.
                Refuse(action, $"it could not be prepared: {exception.GetType().Name}: {exception.Message}");
            }

            // Last, and volatile: whoever sees it sees the refusal too.
            action.IsPrepared = true;
        }
    }

    /// <returns>False when the day is over: nobody waits for more.</returns>
    private bool TryAwaitRoom(IReadOnlyList<ScheduledAction> scheduled)
    {
        while (scheduled.Count(IsWaiting) >= AheadMax)
        {
            if (_isEnding)
            {
                return false;
            }

            Thread.Sleep(1);
        }

        return true;
    }

    private static bool IsWaiting(ScheduledAction action) =>
        action.Plan.Action == PlanActionKind.Swap && action.IsPrepared && !action.IsRefused && !action.IsDone;

    private static void Refuse(ScheduledAction action, string reason)
    {
        action.Report!.Preparation = reason;
        action.IsRefused = true;
    }
}
