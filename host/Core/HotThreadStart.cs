using Strategies.Driver;

namespace Strategies.Core;

/// <summary>
/// The hot thread, started and on its CPU before there is anything for it to do: starting a thread takes some ten
/// milliseconds on a busy machine, waking one does not.
/// </summary>
public sealed class HotThreadStart
{
    private readonly ManualResetEventSlim _isDue = new();
    private readonly Thread _thread;
    private Action? _work;

    /// <summary>Why it does not have its CPU alone; empty when it does. The work's to look at.</summary>
    public string PinProblem { get; private set; } = "";

    /// <summary>True when it comes before others on its CPU. The work's to look at.</summary>
    public bool IsFirst { get; private set; }

    /// <summary>Starts the thread.</summary>
    /// <param name="cpu">Its CPU.</param>
    public HotThreadStart(int cpu)
    {
        using (ExecutionContext.SuppressFlow())
        {
            _thread = new Thread(() => Run(cpu)) { Name = "hot", IsBackground = true };
            _thread.Start();
        }
    }

    /// <summary>Lets it work. Once.</summary>
    public void Begin(Action work)
    {
        _work = work;
        _isDue.Set();
    }

    /// <summary>Waits for its end.</summary>
    /// <returns>False when it has not ended by then.</returns>
    public bool Join(TimeSpan longest) => _thread.Join(longest);

    private void Run(int cpu)
    {
        HotThread.TryPin(cpu, out string problem);
        PinProblem = problem;
        IsFirst = HotThread.TryPutFirst();
        _isDue.Wait();
        _work!();
    }
}
