namespace Strategies.Journal.Segments;

/// <summary>
/// Keeps the next segment of a stream ready and takes the full ones away. The hot thread takes and retires; the
/// housekeeping thread calls <see cref="Housekeep"/>. Neither waits for the other, except while a spare is just being
/// made.
/// </summary>
internal sealed unsafe class SegmentSpares
{
    private const int ClosedCapacity = 64;
    private const int RetryPolls = 500;
    private const long PartBytes = 4 << 20;
    private const int Empty = 0;
    private const int Busy = 1;
    private const int Ready = 2;

    private readonly SegmentAllocator _allocator;
    private readonly long _segmentBytes;
    private readonly MappedSegment[] _closed = new MappedSegment[ClosedCapacity];
    private MappedSegment _spare;
    private long _nextNumber;
    private long _retired;
    private long _taken;
    private long _closedBytes;
    private long _inlineMaps;
    private long _inlineCloses;
    private int _state;
    private int _closingError;
    private int _pause;
    private bool _first;

    internal SegmentSpares(SegmentAllocator allocator, long segmentBytes, long nextNumber)
    {
        _allocator = allocator;
        _segmentBytes = segmentBytes;
        _nextNumber = nextNumber;
        _first = nextNumber == 1;
    }

    /// <summary>Segments that the hot thread had to make itself.</summary>
    internal long InlineMaps => Volatile.Read(ref _inlineMaps);

    /// <summary>
    /// Segments that the hot thread had to write to the disk itself, since the list of retired ones was full.
    /// </summary>
    internal long InlineCloses => Volatile.Read(ref _inlineCloses);

    /// <summary>
    /// Error number with which a retired segment could not be written to the disk; 0 when all is well.
    /// </summary>
    internal int ClosingError => Volatile.Read(ref _closingError);

    /// <summary>
    /// Gives the next segment: the spare if it is ready, one that is just being made when it is, else one that is made
    /// here. Hot thread. 0 or the error number.
    /// </summary>
    internal int Take(out MappedSegment segment)
    {
        SpinWait spin = default;
        while (true)
        {
            if (Volatile.Read(ref _state) == Ready)
            {
                // Taken before the state says so: from Empty on the housekeeping thread may write the field.
                segment = _spare;
                _nextNumber++;
                Volatile.Write(ref _state, Empty);
                return 0;
            }

            if (Interlocked.CompareExchange(ref _state, Busy, Empty) == Empty)
            {
                return Make(out segment);
            }

            // Without the sleep of a millisecond: housekeeping may have the spare ready any moment.
            spin.SpinOnce(sleep1Threshold: -1);
        }
    }

    /// <summary>Hands a full segment over to be written to the disk and unmapped. Hot thread.</summary>
    /// <param name="segment">The segment.</param>
    internal void Retire(MappedSegment segment)
    {
        // Slower, and needs nobody: a full list must not stop the hot thread until another one has run.
        if (_retired - Volatile.Read(ref _taken) == ClosedCapacity)
        {
            Volatile.Write(ref _inlineCloses, _inlineCloses + 1);
            CloseSegment(segment);
            return;
        }

        _closed[_retired % ClosedCapacity] = segment;
        // Release: the entry is there for whoever sees the count.
        Volatile.Write(ref _retired, _retired + 1);
    }

    /// <summary>
    /// One round of work: the spare, or else a part of a retired segment. The hot thread may soon wait for the one, never for the
    /// other. Housekeeping thread. True when there was something to do.
    /// </summary>
    internal bool Housekeep() => PrepareSpare() || CloseRetired();

    /// <summary>Waits until the housekeeping thread has written all retired segments to the disk.</summary>
    internal void WaitForClosed()
    {
        SpinWait spin = default;
        while (Volatile.Read(ref _taken) != _retired)
        {
            spin.SpinOnce();
        }
    }

    /// <summary>
    /// Writes the retired segments to the disk and removes the spare, or leaves it to the next writer. After the housekeeping
    /// thread has ended. 0 or the error number.
    /// </summary>
    internal int Close(bool isHandedOver)
    {
        // The oldest may be closed in part: its front is on the disk and unmapped.
        long closed = _closedBytes;
        for (long index = _taken; index < _retired; index++)
        {
            MappedSegment segment = _closed[index % ClosedCapacity];
            Note(FileSystemCalls.Sync(segment.Base + closed, segment.Bytes - closed));
            closed = 0;
        }

        if (_state == Ready && !isHandedOver)
        {
            Note(_allocator.Delete(_spare.Number));
        }

        return _closingError;
    }

    /// <summary>Unmaps the retired segments and the spare. After <see cref="Close"/>.</summary>
    internal void Unmap()
    {
        for (; _taken < _retired; _taken++)
        {
            MappedSegment segment = _closed[_taken % ClosedCapacity];
            FileSystemCalls.Unmap(segment.Base + _closedBytes, segment.Bytes - _closedBytes);
            _closedBytes = 0;
        }

        if (_state == Ready)
        {
            FileSystemCalls.Unmap(_spare.Base, _spare.Bytes);
            _state = Empty;
        }
    }

    private int Make(out MappedSegment segment)
    {
        int error = _allocator.Prepare(_nextNumber, _segmentBytes, out segment);
        if (error == 0)
        {
            _nextNumber++;
            // The very first segment of a journal is made on opening, before anything is hot.
            Volatile.Write(ref _inlineMaps, _inlineMaps + (_first ? 0 : 1));
        }

        _first = false;
        Volatile.Write(ref _state, Empty);
        return error;
    }

    private bool PrepareSpare()
    {
        if (_pause > 0)
        {
            _pause--;
            return false;
        }

        if (Interlocked.CompareExchange(ref _state, Busy, Empty) != Empty)
        {
            return false;
        }

        int error = _allocator.Prepare(_nextNumber, _segmentBytes, out _spare);
        // Release: the hot thread reads the spare when it sees Ready.
        Volatile.Write(ref _state, error == 0 ? Ready : Empty);
        if (error != 0)
        {
            // Not lost: the hot thread meets the same error when it needs the segment, and says so.
            _pause = RetryPolls;
            return false;
        }

        Note(_allocator.SyncFolder());
        return true;
    }

    /// <summary>Closes a part of the oldest retired segment: whoever stops the housekeeping waits for a part at most.</summary>
    private bool CloseRetired()
    {
        if (_taken == Volatile.Read(ref _retired))
        {
            return false;
        }

        MappedSegment segment = _closed[_taken % ClosedCapacity];
        byte* part = segment.Base + _closedBytes;
        long bytes = Math.Min(PartBytes, segment.Bytes - _closedBytes);
        Note(FileSystemCalls.Sync(part, bytes));
        FileSystemCalls.Unmap(part, bytes);
        _closedBytes += bytes;
        if (_closedBytes == segment.Bytes)
        {
            _closedBytes = 0;
            Volatile.Write(ref _taken, _taken + 1);
        }

        return true;
    }

    private void CloseSegment(MappedSegment segment)
    {
        Note(FileSystemCalls.Sync(segment.Base, segment.Bytes));
        FileSystemCalls.Unmap(segment.Base, segment.Bytes);
    }

    private void Note(int error)
    {
        if (error != 0)
        {
            Volatile.Write(ref _closingError, error);
        }
    }
}
