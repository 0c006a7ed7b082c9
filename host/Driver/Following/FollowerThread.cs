using Strategies.Journal;

namespace Strategies.Driver.Following;

/// <summary>
/// Runs a follower on a thread of its own. Trading never waits for it and never fails with it: what it meets is kept for
/// whoever stops it.
/// </summary>
public sealed class FollowerThread : IDisposable
{
    private const int Batch = 1 << 14;

    private static readonly TimeSpan Idle = TimeSpan.FromMilliseconds(1);

    private readonly JournalFollower _follower;
    private readonly Thread _thread;
    private volatile bool _isStopping;
    private bool _isJoined;

    /// <summary>Starts following.</summary>
    /// <param name="follower">The follower; this thread's from now on, and closed by it.</param>
    public FollowerThread(JournalFollower follower)
    {
        _follower = follower;
        using (ExecutionContext.SuppressFlow())
        {
            _thread = new Thread(Run) { Name = "follower", IsBackground = true };
            _thread.Start();
        }
    }

    /// <summary>What ended it before it was stopped; null when nothing did. Read it after <see cref="Stop"/>.</summary>
    public Exception? Failure { get; private set; }

    /// <summary>Snapshots taken. Read it after <see cref="Stop"/>.</summary>
    public int SnapshotCount => _follower.SnapshotCount;

    /// <summary>Number of the last input that was run. Read it after <see cref="Stop"/>.</summary>
    public ulong LastSequence => _follower.LastSequence;

    /// <summary>Catches up with what has been published, and ends.</summary>
    public void Stop()
    {
        _isStopping = true;
        if (!_isJoined)
        {
            _isJoined = true;
            _thread.Join();
            _follower.Dispose();
        }
    }

    /// <inheritdoc/>
    public void Dispose() => Stop();

    private void Run()
    {
        try
        {
            while (true)
            {
                // Before reading: otherwise what is published between an empty reading and the stop would be left out.
                bool isLast = _isStopping;
                if (_follower.Follow(Batch) == 0)
                {
                    if (isLast)
                    {
                        return;
                    }

                    Thread.Sleep(Idle);
                }
            }
        }
        catch (Exception exception)
        {
            // Whatever it is, whoever owns the thread reports it, and trading goes on without snapshots.
            Failure = exception;
        }
    }
}
