namespace Strategies.Feeds.Queue;

/// <summary>One queue for each feed of a session, started and ended together.</summary>
public sealed class PacketQueues : IDisposable
{
    private readonly PacketQueue[] _queues;

    /// <summary>Makes the queues; nothing is read before <see cref="Start"/>.</summary>
    /// <param name="sources">The feeds, in the order of their numbers; the queues dispose them.</param>
    /// <param name="capacityBytes">Size of each ring, as <see cref="PacketQueue"/> takes it.</param>
    public PacketQueues(IReadOnlyList<PacketSource> sources, int capacityBytes = PacketQueue.DefaultCapacityBytes) =>
        _queues = [.. sources.Select(source => new PacketQueue(source, capacityBytes: capacityBytes))];

    /// <summary>The queues, in the order of their feeds' numbers.</summary>
    public IReadOnlyList<PacketQueue> All => _queues;

    /// <summary>How much of all files the readers have read, 0 to 1, each file counted alike; from any thread.</summary>
    public double FractionRead
    {
        get
        {
            double sum = 0;
            foreach (PacketQueue queue in _queues)
            {
                sum += queue.FractionRead;
            }

            return sum / _queues.Length;
        }
    }

    /// <summary>Starts the reading threads.</summary>
    public void Start()
    {
        foreach (PacketQueue queue in _queues)
        {
            queue.Start();
        }
    }

    /// <summary>Stops the reading threads and closes the feeds; packets in the queues stay readable.</summary>
    public void Dispose()
    {
        foreach (PacketQueue queue in _queues)
        {
            queue.Dispose();
        }
    }
}
