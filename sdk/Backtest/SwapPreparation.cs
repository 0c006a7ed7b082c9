using System.Runtime.ExceptionServices;
using Strategies.Backtest.Plans;
using Strategies.Plugins;

namespace Strategies.Backtest;

/// <summary>The thread that prepares the plan's swaps while the day is played.</summary>
internal sealed class SwapPreparation : IDisposable
{
    private readonly Thread _thread;
    private Exception? _failure;

    internal SwapPreparation(IReadOnlyList<ScheduledAction> scheduled, Action<ScheduledAction> prepare)
    {
        using (ExecutionContext.SuppressFlow())
        {
            _thread = new Thread(() => Run(scheduled, prepare)) { Name = "housekeeping", IsBackground = true };
            _thread.Start();
        }
    }

    /// <summary>Waits for the thread; what went wrong there comes out here.</summary>
    public void Dispose()
    {
        _thread.Join();
        if (_failure is not null)
        {
            ExceptionDispatchInfo.Throw(_failure);
        }
    }

    private void Run(IReadOnlyList<ScheduledAction> scheduled, Action<ScheduledAction> prepare)
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
                action.Report!.Preparation = exception.Message;
                action.IsRefused = true;
            }
            catch (Exception exception)
            {
                action.IsRefused = true;
                _failure ??= exception;
            }

            action.IsPrepared = true;
        }
    }
}
