using System.Diagnostics;
using Strategies.Cell.Processes;
using Strategies.Follower.Rehearsing;
using Strategies.Ipc.Metrics;

namespace Strategies.Follower.Tests.Support;

/// <summary>A follower on a thread of the test's process.</summary>
internal sealed class RunningFollower : IDisposable
{
    private readonly ProcessContext _context;
    private readonly Thread _thread;
    private Exception? _failure;

    internal RunningFollower(FollowedCell cell, TimeSpan? rehearsalLimit = null)
    {
        RehearsalProgram program = new(ProgramFile);
        program = rehearsalLimit is { } limit ? program with { Limit = limit } : program;
        _context = ProcessContext.Begin(cell.Setup, ProcessRole.Follower);
        _thread = new Thread(() =>
        {
            try
            {
                FollowerProcess.Run(_context, program);
            }
            catch (Exception exception)
            {
                _failure = exception;
            }
        });
        _thread.Start();
    }

    internal static string ProgramFile { get; } = Path.Combine(TestPlugins.FolderOf("Strategies.Cli"), "strat-process");

    /// <summary>What ended it by itself.</summary>
    internal Exception? Failure => _failure;

    internal HeartbeatReading Heartbeat => _context.Heartbeat.Read();

    internal long this[FollowerCounter counter]
    {
        get
        {
            using Counters? counters = _context.Regions.TryOpenCounters(ProcessRole.Follower);
            return counters?.Read((int)counter) ?? 0;
        }
    }

    /// <summary>Waits for something; fails when it does not come, or when the follower ends before.</summary>
    internal void Await(Func<bool> condition, string what) => Patience.Until(what, () =>
    {
        Assert.True(_failure is null, $"the follower ended: {_failure}");
        return condition();
    });

    internal void AwaitSequence(ulong sequence) =>
        Await(() => this[FollowerCounter.LastSequence] >= (long)sequence, $"input {sequence}");

    public void Dispose()
    {
        _context.Stop();
        _thread.Join();
        _context.Dispose();
    }
}
