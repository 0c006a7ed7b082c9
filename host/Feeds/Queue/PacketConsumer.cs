using System.Runtime.InteropServices;

namespace Strategies.Feeds.Queue;

/// <summary>
/// One reader of a <see cref="PacketQueue"/>, with a place of its own in it. Used by one thread; neither locks nor
/// allocates.
/// </summary>
public sealed class PacketConsumer
{
    private readonly PacketQueue _queue;
    private readonly byte[] _ring;
    private readonly int _mask;
    private PaddedPosition _position;
    private long _publishedSeen;

    internal PacketConsumer(PacketQueue queue, byte[] ring)
    {
        _queue = queue;
        _ring = ring;
        _mask = ring.Length - 1;
    }

    /// <summary>True when the reading thread has ended and this consumer has taken every packet.</summary>
    public bool IsFinished
    {
        get
        {
            // In this order: what is published before the end is then seen.
            bool isEnded = _queue.IsReadingEnded;
            return isEnded && _position.Value == _queue.Published;
        }
    }

    /// <summary>
    /// What ended the feed before its end, a <see cref="FeedException"/> as a rule; null while packets from before it
    /// are still to be taken, and when the feed came to its end.
    /// </summary>
    public Exception? Failure => IsFinished ? _queue.FailureOfReading : null;

    internal long Position => Volatile.Read(ref _position.Value);

    /// <summary>Looks at the next packet without taking it.</summary>
    /// <param name="packet">The packet; valid until <see cref="Advance"/>.</param>
    /// <returns>False when there is none (yet): see <see cref="IsFinished"/>.</returns>
    public bool TryPeek(out PacketView packet)
    {
        if (!IsEntryThere())
        {
            packet = default;
            return false;
        }

        SkipPadding();
        ReadOnlySpan<byte> bytes = _ring.AsSpan((int)_position.Value & _mask);
        ref readonly PacketEntry entry = ref MemoryMarshal.AsRef<PacketEntry>(bytes);
        packet = new PacketView(entry, bytes.Slice(PacketQueue.EntryHeaderBytes, entry.PayloadBytes));
        return true;
    }

    /// <summary>Takes the packet that <see cref="TryPeek"/> shows; its memory may be used again.</summary>
    /// <exception cref="InvalidOperationException">There is none.</exception>
    public void Advance()
    {
        if (!IsEntryThere())
        {
            throw new InvalidOperationException("there is no packet to take: TryPeek first");
        }

        SkipPadding();
        Volatile.Write(ref _position.Value, _position.Value + EntryBytesAt(_position.Value));
    }

    private bool IsEntryThere()
    {
        // The reading thread keeps writing that line of the cache: it is fetched only when what was seen is used up.
        if (_position.Value == _publishedSeen)
        {
            _publishedSeen = _queue.Published;
        }

        return _position.Value != _publishedSeen;
    }

    // Padding is published together with the entry behind it.
    private void SkipPadding()
    {
        int bytes = EntryBytesAt(_position.Value);
        if (bytes < 0)
        {
            Volatile.Write(ref _position.Value, _position.Value - bytes);
        }
    }

    private int EntryBytesAt(long position) => MemoryMarshal.Read<int>(_ring.AsSpan((int)position & _mask));
}
