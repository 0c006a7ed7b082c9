using System.Globalization;
using Strategies.Ipc;
using Strategies.Ipc.Memory;
using Strategies.Ipc.Metrics;
using Strategies.Venues;

namespace Strategies.Gateways;

/// <summary>
/// What the order session remembers over kills of its process, in shared memory: the last record of the order ring that
/// it has dealt with and the key of the last order. It is stored before the order goes on, so the one order of which a
/// kill leaves it open whether it went on is known: <see cref="DoubtfulSequence"/>.
/// </summary>
/// <remarks>
/// Record and key are stored in two alternating places and then pointed to, so that a kill in between leaves what was
/// before. One thread.
/// </remarks>
internal sealed class SessionMemory : IDisposable
{
    private const int SessionIndex = 0;
    private const int FeedBytesIndex = 1;
    private const int PlaceIndex = 2;
    private const int FirstPlaceIndex = 3;
    private const int WordsOfPlace = 4;

    private static readonly string[] Names =
    [
        "session", "feed-bytes", "place",
        "ring-sequence.a", "cause.a", "index.a", "is-order.a",
        "ring-sequence.b", "cause.b", "index.b", "is-order.b",
    ];

    private readonly Counters _words;

    private SessionMemory(Counters words, ulong releasedSequence)
    {
        _words = words;
        int at = PlaceAt(words.Read(PlaceIndex));
        RingSequence = (ulong)words.Read(at);
        LastKey = new OrderKey((ulong)words.Read(at + 1), (uint)words.Read(at + 2));
        bool isUnreleased = RingSequence == releasedSequence + 1;
        IsContinued = RingSequence != 0 && (RingSequence == releasedSequence || isUnreleased);
        DoubtfulSequence = isUnreleased && words.Read(at + 3) != 0 ? RingSequence : 0;
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
    internal bool IsContinued { get; }

    /// <summary>
    /// The record of the order ring whose order the session before this one had stored and not released: it may have gone
    /// on or not, which the exchange knows. 0 for none.
    /// </summary>
    internal ulong DoubtfulSequence { get; }

    /// <summary>Size of the feeds' files that packets were published from, bytes together; 0 for none yet.</summary>
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
        SessionMemory memory = new(MemoryRegion.Make(location, Names), releasedSequence);
        if (memory.RingSequence != 0 && !memory.IsContinued)
        {
            // Another ring than the one that was served: its keys begin anew, and what is remembered says nothing.
            memory.FeedBytes = 0;
            memory.Store(releasedSequence, default, isOrder: false);
        }

        memory._words.Add(SessionIndex, 1);
        return memory;
    }

    /// <summary>Remembers a record of the order ring whose order goes on now.</summary>
    /// <param name="ringSequence">Its sequence in the ring.</param>
    /// <param name="key">The order's key.</param>
    internal void Store(ulong ringSequence, OrderKey key) => Store(ringSequence, key, isOrder: true);

    /// <summary>Remembers a record of the order ring of which nothing goes on.</summary>
    /// <param name="ringSequence">Its sequence in the ring.</param>
    internal void Store(ulong ringSequence) => Store(ringSequence, LastKey, isOrder: false);

    /// <summary>The memory in words.</summary>
    public override string ToString() => string.Create(
        CultureInfo.InvariantCulture, $"ring sequence {RingSequence}, key {LastKey.Cause}:{LastKey.Index}");

    /// <summary>Closes it; the file stays.</summary>
    public void Dispose() => _words.Dispose();

    private static int PlaceAt(long place) => FirstPlaceIndex + ((int)(place & 1) * WordsOfPlace);

    private void Store(ulong ringSequence, OrderKey key, bool isOrder)
    {
        long place = _words.Read(PlaceIndex) ^ 1;
        int at = PlaceAt(place);
        _words.Set(at, (long)ringSequence);
        _words.Set(at + 1, (long)key.Cause);
        _words.Set(at + 2, key.Index);
        _words.Set(at + 3, isOrder ? 1 : 0);
        // Only now does the place count: a kill in front of this leaves the one before.
        _words.Set(PlaceIndex, place);
        RingSequence = ringSequence;
        LastKey = key;
    }
}
