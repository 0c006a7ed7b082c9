using System.Runtime.ExceptionServices;
using Strategies.Backtest;
using Strategies.Driver;
using Strategies.Session.Results;

namespace Strategies.Cli.Commands;

/// <summary>
/// Runs a session on a thread of its own, so that this one can tell when a callback never returns or a signal comes. What is
/// still running then cannot be ended but with the process.
/// </summary>
/// <param name="session">The session.</param>
/// <param name="callbackLimit">How long a single callback may run.</param>
/// <param name="signals">Signals that end it.</param>
internal sealed class SessionRun(BacktestSession session, TimeSpan callbackLimit, SignalWatch signals)
{
    private static readonly TimeSpan Look = TimeSpan.FromMilliseconds(50);

    /// <summary>Between two packets it ends at once; in a warm-up nobody asks.</summary>
    private static readonly TimeSpan CancelMax = TimeSpan.FromSeconds(5);

    private SessionResult? _result;
    private Exception? _failure;

    /// <summary>Runs it to its end.</summary>
    /// <exception cref="CallbackHungException">A callback did not return.</exception>
    /// <exception cref="OperationCanceledException">A signal came.</exception>
    internal SessionResult Run()
    {
        Thread thread = new(Play) { Name = "session", IsBackground = true };
        thread.Start();
        RunningCallback seen = default;
        long since = Environment.TickCount64;
        while (!thread.Join(Look))
        {
            if (signals.IsSignaled)
            {
                session.Progress.Cancel();
                thread.Join(CancelMax);
                throw new OperationCanceledException("a signal came");
            }

            RunningCallback running = session.Progress.Running;
            if (running.Slot == 0 || running != seen)
            {
                seen = running;
                since = Environment.TickCount64;
            }
            else if (Environment.TickCount64 - since >= callbackLimit.TotalMilliseconds)
            {
                throw new CallbackHungException(running, callbackLimit);
            }
        }

        if (_failure is not null)
        {
            ExceptionDispatchInfo.Throw(_failure);
        }

        return _result!;
    }

    private void Play()
    {
        try
        {
            _result = session.Run();
        }
        catch (Exception exception)
        {
            _failure = exception;
        }
    }
}
