using System.Globalization;
using Strategies.Ipc;
using Strategies.Ipc.Memory;
using Strategies.Ipc.Metrics;

namespace Strategies.Gateways;

/// <summary>
/// What the order session remembers over kills of its process, in shared memory: the last record of the order ring that
/// it has dealt with and the key of the last order. It is stored before the order goes on, so no order is ever handed
/// over twice; the price is that one that was remembered and not handed over is lost, which reconciliation tells.
/// </summary>
/// <remarks>
/// Record and key are stored in two alternating places and then pointed to, so that a kill in between leaves the pair
/// before. One thread.
/// </remarks>
internal sealed class SessionMemory : IDisposable
{
    /// <summary>The region's name.</summary>
    internal const string Name = "venue.port";

    private const int SessionIndex = 0;
    private const int FeedBytesIndex = 1;
    private const int PlaceIndex = 2;
    private const int FirstPlaceIndex = 3;
    private const int WordsOfPlace = 3;

    private static readonly string[] Names =
    [
        "session", "feed-bytes", "place",
        "ring-sequence.a", "cause.a", "index.a",
        "ring-sequence.b", "cause.b", "index.b",
    ];

    private readonly Counters _words;

    private SessionMemory(Counters words)
    {
        _words = words;
        int at = PlaceAt(words.Read(PlaceIndex));
        RingSequence = (ulong)words.Read(at);
        LastKey = new OrderKey((ulong)words.Read(at + 1), (uint)words.Read(at + 2));
    }

    /// <summary>Number of this session: one more than the one before it.</summary>
    internal long Session => _words.Read(SessionIndex);

    /// <summary>The last record of the order ring that was dealt with; 0 for none.</summary>
    internal ulong RingSequence { get; private set; }

    /// <summary>The last order or request that was received.</summary>
    internal OrderKey LastKey { get; private set; }

    /// <summary>
    /// True when the session before this one served the same order ring: it had released exactly what is remembered, or
    /// was killed just before it.
    /// </summary>
    internal bool IsContinued { get; private set; }

    /// <summary>Size of the feed's file that packets were published from, bytes; 0 for none yet.</summary>
    internal long FeedBytes
    {
        get => _words.Read(FeedBytesIndex);
        set => _words.Set(FeedBytesIndex, value);
    }

    /// <summary>Makes the memory, or takes over what the session before left, and begins a session.</summary>
    /// <param name="location">Where it lies.</param>
    /// <param name="releasedSequence">The last record of the order ring that was released.</param>
    /// <exception cref="IpcException">It cannot be made: another venue process is alive, above all.</exception>
    internal static SessionMemory Open(RegionLocation location, ulong releasedSequence)
    {
        SessionMemory memory = new(Make(location));
        bool isUsed = memory.RingSequence != 0;
        memory.IsContinued = isUsed
            && (memory.RingSequence == releasedSequence || memory.RingSequence == releasedSequence + 1);
        if (isUsed && !memory.IsContinued)
        {
            // Another ring than the one that was served: its keys begin anew, and what is remembered says nothing.
            memory.FeedBytes = 0;
            memory.Store(releasedSequence, default);
        }

        memory._words.Add(SessionIndex, 1);
        return memory;
    }

    /// <summary>Remembers a record of the order ring that carried an order.</summary>
    /// <param name="ringSequence">Its sequence in the ring.</param>
    /// <param name="key">The order's key.</param>
    internal void Store(ulong ringSequence, OrderKey key)
    {
        long place = _words.Read(PlaceIndex) ^ 1;
        int at = PlaceAt(place);
        _words.Set(at, (long)ringSequence);
        _words.Set(at + 1, (long)key.Cause);
        _words.Set(at + 2, key.Index);
        // Only now does the place count: a kill in front of this leaves the pair before.
        _words.Set(PlaceIndex, place);
        RingSequence = ringSequence;
        LastKey = key;
    }

    /// <summary>Remembers a record of the order ring that carried no order.</summary>
    /// <param name="ringSequence">Its sequence in the ring.</param>
    internal void Store(ulong ringSequence) => Store(ringSequence, LastKey);

    /// <summary>The memory in words.</summary>
    public override string ToString() => string.Create(
        CultureInfo.InvariantCulture, $"ring sequence {RingSequence}, key {LastKey.Cause}:{LastKey.Index}");

    /// <summary>Closes it; the file stays.</summary>
    public void Dispose() => _words.Dispose();

    private static int PlaceAt(long place) => FirstPlaceIndex + ((int)(place & 1) * WordsOfPlace);

    private static Counters Make(RegionLocation location)
    {
        try
        {
            return Counters.Create(location, Names, isPacked: true, StalePolicy.Adopt);
        }
        catch (IpcException exception)
            when (exception.Fault is not (IpcFault.Owned or IpcFault.NotPermitted or IpcFault.NoSpace))
        {
            // Of another start of the host, or of another build: nothing in it can be used.
            return Counters.Create(location, Names, isPacked: true, StalePolicy.Replace);
        }
    }
}
