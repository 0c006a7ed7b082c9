using System.Runtime.CompilerServices;
using Strategies.Records;

namespace Strategies.Journal.Segments;

/// <summary>
/// Takes everything behind a place out of a journal, in such an order that a kill in between leaves a journal that is
/// whole up to some later place: last records first, of each record the first word first, a segment's padding before
/// its successor. What is behind the place may be damaged.
/// </summary>
/// <remarks>
/// With an <see cref="AsideFolder"/> every segment is copied there, as it was found, before anything in it is changed.
/// </remarks>
internal sealed unsafe class SegmentCut
{
    private readonly JournalLayout _layout;
    private readonly SegmentKind _kind;
    private readonly SegmentAllocator _allocator;
    private readonly AsideFolder? _aside;
    private long _copied = long.MaxValue;

    internal SegmentCut(JournalLayout layout, SegmentKind kind, AsideFolder? aside = null)
    {
        _layout = layout;
        _kind = kind;
        _aside = aside;
        _allocator = new SegmentAllocator(layout, kind, []);
    }

    /// <summary>Cuts behind a place, which must be one at which a record begins or the records end.</summary>
    /// <param name="end">The place; segment 0 takes all files away.</param>
    /// <exception cref="JournalException">
    /// A file cannot be written, copied or removed; or one that would have to be is a link: then nothing was changed.
    /// </exception>
    internal void CutBehind(StreamEnd end)
    {
        IReadOnlyList<long> numbers = _layout.SegmentNumbers(_kind);
        // All of them before the first is changed.
        foreach (long number in numbers.Where(number => number >= end.Number))
        {
            SegmentLink.RequireNone(_layout.SegmentFile(_kind, number));
        }

        for (int index = numbers.Count - 1; index >= 0 && numbers[index] > end.Number; index--)
        {
            RemoveSegment(numbers[index]);
        }

        if (end.Number > 0)
        {
            CopyAside(end.Number, end.Offset);
            Clear(end.Number, end.Header.SegmentBytes, end.Offset);
        }
    }

    private void RemoveSegment(long number)
    {
        CopyAside(number, 0);
        // Its padding is about to go.
        CopyAside(number - 1, SegmentHeader.HeaderBytes);
        long bytes = BytesOf(number);
        if (bytes > 0)
        {
            Clear(number, bytes, SegmentHeader.HeaderBytes);
        }

        if (number > 1)
        {
            RemovePadding(number - 1);
        }

        // Only without padding in front of it: a padded segment must have a successor.
        Require(_allocator.Delete(number), number, "remove the segment");
        Require(_allocator.SyncFolder(), number, "write the folder to the disk");
    }

    /// <summary>Bytes of a segment in use as its header has them; 0 when it has none that can be trusted.</summary>
    private long BytesOf(long number)
    {
        using SegmentView? view = SegmentView.TryOpen(_layout, _kind, number);
        return view is { IsInUse: true }
            && view.Header.Magic == SegmentHeader.MagicValue
            && view.Header.Crc32C == view.Header.ComputeCrc32C()
            && view.FileBytes <= view.Header.SegmentBytes
                ? view.Header.SegmentBytes
                : 0;
    }

    /// <summary>Copies a segment aside, once, unless there is nothing in it behind an offset, or only a spare's.</summary>
    private void CopyAside(long number, long offset)
    {
        // Copying goes from the last segment down: this one and all behind it were taken.
        if (_aside is null || number < 1 || number >= _copied)
        {
            return;
        }

        using SegmentView? view = SegmentView.TryOpen(_layout, _kind, number);
        long from = view is { IsInUse: false, IsHeaderCut: false } ? SegmentHeader.HeaderBytes : offset;
        if (view is null || !HasBytesBehind(view, from))
        {
            return;
        }

        _aside.TakeCopy(view.File);
        _copied = number;
    }

    private static bool HasBytesBehind(SegmentView view, long offset)
    {
        for (; offset < view.FileBytes; offset += int.MaxValue)
        {
            int count = (int)Math.Min(int.MaxValue, view.FileBytes - offset);
            if (new ReadOnlySpan<byte>(view.Base + offset, count).ContainsAnyExcept((byte)0))
            {
                return true;
            }
        }

        return false;
    }

    private void RemovePadding(long number)
    {
        long bytes = BytesOf(number);
        if (bytes == 0)
        {
            return;
        }

        MappedSegment segment = _allocator.MapExisting(number, bytes);
        List<long> places = Places(segment, SegmentHeader.HeaderBytes);
        if (places.Count > 0 && *(int*)(segment.Base + places[^1]) < 0)
        {
            Volatile.Write(ref *(ulong*)(segment.Base + places[^1]), 0);
        }

        SyncAndUnmap(segment);
    }

    private void Clear(long number, long bytes, long offset)
    {
        MappedSegment segment = _allocator.MapExisting(number, bytes);
        ref CloseMark mark = ref Unsafe.AsRef<CloseMark>(segment.Base + CloseMark.Offset);
        // The mark first, or else a kill leaves one that misses the records which are already gone.
        if (mark.Marker != 0 && mark.EndOffset > offset)
        {
            Volatile.Write(ref mark.Marker, 0);
        }

        List<long> places = Places(segment, offset);
        long to = bytes;
        for (int index = places.Count - 1; index >= 0; index--)
        {
            // A record whose first word is zero is not there: a kill behind this leaves a journal that is only shorter.
            Volatile.Write(ref *(ulong*)(segment.Base + places[index]), 0);
            Zero(segment.Base + places[index], segment.Base + to);
            to = places[index];
        }

        Zero(segment.Base + offset, segment.Base + bytes);
        SyncAndUnmap(segment);
    }

    /// <summary>Where records and padding begin, from an offset on to the first place that is neither.</summary>
    private static List<long> Places(MappedSegment segment, long offset)
    {
        List<long> places = [];
        while (offset + RecordHeader.Alignment <= segment.Bytes)
        {
            int length = *(int*)(segment.Base + offset);
            if (length != 0)
            {
                places.Add(offset);
            }

            if (length < RecordHeader.Size || length > segment.Bytes - offset)
            {
                break;
            }

            offset += RecordHeader.AlignedLength(length);
        }

        return places;
    }

    private static void Zero(byte* from, byte* to)
    {
        if (from < to)
        {
            Span<byte> bytes = new(from, (int)(to - from));
            // Pages that are zero already are not written.
            bytes[..(bytes.LastIndexOfAnyExcept((byte)0) + 1)].Clear();
        }
    }

    private void SyncAndUnmap(MappedSegment segment)
    {
        int error = FileSystemCalls.Sync(segment.Base, segment.Bytes);
        FileSystemCalls.Unmap(segment.Base, segment.Bytes);
        Require(error, segment.Number, "write the segment to the disk");
    }

    private void Require(int error, long number, string doing)
    {
        if (error != 0)
        {
            throw FileFaults.FromErrorNumber(_allocator.FileOf(number), error, doing);
        }
    }
}
