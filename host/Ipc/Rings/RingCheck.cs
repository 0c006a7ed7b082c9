namespace Strategies.Ipc.Rings;

/// <summary>What a record in a ring can be.</summary>
internal static class RingCheck
{
    /// <summary>Bytes that a record or padding takes, from its length word.</summary>
    internal static int Extent(int length) =>
        length < 0 ? -length : (length + RingRecordHeader.Alignment - 1) & -RingRecordHeader.Alignment;

    /// <summary>Refuses a length that no producer writes.</summary>
    /// <param name="ring">The ring.</param>
    /// <param name="position">Where the length stands.</param>
    /// <param name="length">The length word, not 0.</param>
    /// <param name="room">Bytes from there to the ring's end.</param>
    internal static void Length(RingBuffer ring, long position, int length, int room)
    {
        // Padding always reaches exactly to the ring's end.
        bool isGood = length < 0
            ? length == -room
            : length >= RingRecordHeader.Size && length <= room
                && length - RingRecordHeader.Size <= ring.MaxRecordLength;
        if (!isGood)
        {
            throw ring.Damaged(position, $"a length of {length} with {room} bytes to the ring's end");
        }
    }
}
