using System.Diagnostics;

namespace Strategies.Tests.Support;

/// <summary>Waits for what happens, however long the machine takes over it; only a run that hangs is given up.</summary>
internal static class Patience
{
    /// <summary>Nothing that a test waits for takes so long on any machine, or it does not come at all.</summary>
    internal static readonly TimeSpan Longest = TimeSpan.FromMinutes(5);

    /// <summary>Waits until a condition holds; asks on the caller's thread, at once and then about every millisecond.</summary>
    /// <param name="what">What is waited for, for the message when it does not come.</param>
    /// <param name="condition">True when it is there.</param>
    /// <param name="circumstances">What else to say when it does not come.</param>
    /// <exception cref="TimeoutException">It did not come.</exception>
    internal static void Until(string what, Func<bool> condition, Func<string>? circumstances = null)
    {
        SpinWait spinner = default;
        long start = Stopwatch.GetTimestamp();
        while (!condition())
        {
            if (Stopwatch.GetElapsedTime(start) > Longest)
            {
                throw new TimeoutException($"{what}: not within {Longest}. {circumstances?.Invoke()}");
            }

            spinner.SpinOnce();
        }
    }

    /// <summary>
    /// Begins something on a thread of its own and comes back when that thread waits for somebody, or has ended.
    /// </summary>
    /// <param name="work">What is to wait.</param>
    internal static Task<T> UntilItWaits<T>(Func<T> work)
    {
        Thread? thread = null;
        Task<T> task = Task.Factory.StartNew(
            () =>
            {
                Volatile.Write(ref thread, Thread.CurrentThread);
                return work();
            },
            CancellationToken.None,
            TaskCreationOptions.LongRunning,
            TaskScheduler.Default);
        Until("a thread that waits", () => task.IsCompleted
            || (Volatile.Read(ref thread) is { } one && (one.ThreadState & System.Threading.ThreadState.WaitSleepJoin) != 0));
        return task;
    }
}
