using Strategies.Backtest.Plans;
using Strategies.Plugins;

namespace Strategies.Backtest;

/// <summary>The thread that prepares the plan's swaps while the day is played.</summary>
internal sealed class SwapPreparation : IDisposable
{
    private readonly Thread _thread;

    internal SwapPreparation(IReadOnlyList<ScheduledAction> scheduled, Action<ScheduledAction> prepare)
    {
        using (ExecutionContext.SuppressFlow())
        {
            _thread = new Thread(() => Run(scheduled, prepare)) { Name = "housekeeping", IsBackground = true };
            _thread.Start();
        }
    }

    /// <summary>Waits for the thread. One that a hung version holds is left behind; it ends with the process.</summary>
    public void Dispose() => _thread.Join(ActionRunner.PreparationMax);

    private static void Run(IReadOnlyList<ScheduledAction> scheduled, Action<ScheduledAction> prepare)
    {
        foreach (ScheduledAction action in scheduled)
        {
            if (action.Plan.Action != ActionKind.Swap)
            {
                continue;
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

            action.IsPrepared = true;
        }
    }

    private static void Refuse(ScheduledAction action, string reason)
    {
        action.Report!.Preparation = reason;
        action.IsRefused = true;
    }
}
