namespace Strategies.Journal.Segments;

/// <summary>
/// Keeps a row of a stream's next segments ready and takes the full ones away. The hot thread takes and retires; the
/// housekeeping thread calls <see cref="Housekeep"/>. The hot thread waits for nobody: when the row is empty it takes the
/// next number over, whatever housekeeping is in the midst of, and makes that segment itself.
/// </summary>
/// <remarks>
/// A number is made by whoever has claimed it. Housekeeping prepares a segment under a name of its own and links it to its
/// number when it is done, so that a thread that is preempted in between holds no number up: the hot thread claims it, and
/// either finds the finished file there or makes one, and then the link finds that it is late.
/// </remarks>
internal sealed unsafe class SegmentSpares
{
    /// <summary>Segments that are kept ready: a machine that is busy for seconds still finds one.</summary>
    internal const int RowLength = 3;

    private const int ClosedCapacity = 64;
    private const int RetryPolls = 500;
    private const long PartBytes = 4 << 20;
    private const int ClaimShift = 2;

    /// <summary>In a claim: housekeeping makes its number.</summary>
    private const long IsBeingMade = 1;

    /// <summary>
    /// In a claim: the hot thread makes the number before it, and housekeeping begins none, or a kill could leave a gap.
    /// </summary>
    private const long IsTakenOver = 2;

    private readonly SegmentAllocator _allocator;
    private readonly SegmentAllocator _maker;
    private readonly long _segmentBytes;
    private readonly MappedSegment[] _closed = new MappedSegment[ClosedCapacity];

    /// <summary>The segments that are ready, each at its number: those from the wanted one up to the claimed one.</summary>
    private readonly MappedSegment[] _row = new MappedSegment[RowLength];

    /// <summary>The number that is made next, above two bits that say who is making one.</summary>
    private long _claim;

    /// <summary>The number that the hot thread takes next.</summary>
    private long _wanted;

    private long _retired;
    private long _taken;
    private long _closedBytes;
    private long _inlineMaps;
    private long _inlineCloses;
    private int _closingError;
    private int _pause;
    private bool _isTakenOver;
    private bool _isFirst;

    /// <summary>Makes the row; nothing is in it yet.</summary>
    /// <param name="allocator">Makes segments on the hot thread.</param>
    /// <param name="maker">Makes segments on the housekeeping thread.</param>
    /// <param name="segmentBytes">Size of a segment.</param>
    /// <param name="nextNumber">The number that is taken first.</param>
    internal SegmentSpares(SegmentAllocator allocator, SegmentAllocator maker, long segmentBytes, long nextNumber)
    {
        _allocator = allocator;
        _maker = maker;
        _segmentBytes = segmentBytes;
        _wanted = nextNumber;
        _claim = nextNumber << ClaimShift;
        _isFirst = nextNumber == 1;
        // Now, while nobody else looks at them: a spare of another size can never be taken over.
        maker.RemoveMisfits(nextNumber, segmentBytes);
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

    /// <summary>The first number of the row: one that was taken over and could not be made is not in it.</summary>
    private long FirstReady => _isTakenOver ? _wanted + 1 : _wanted;

    /// <summary>Gives the next segment: a ready one, else one that is made here. Hot thread. 0 or the error number.</summary>
    internal int Take(out MappedSegment segment)
    {
        long number = _wanted;
        while (!_isTakenOver)
        {
            long claim = Volatile.Read(ref _claim);
            if (claim >> ClaimShift > number)
            {
                // Copied before the number moves on: from then on housekeeping may write the place.
                segment = _row[number % RowLength];
                Volatile.Write(ref _wanted, number + 1);
                _isFirst = false;
                return 0;
            }

            // Fails only when housekeeping begins or ends this very segment meanwhile: twice at most.
            _isTakenOver =
                Interlocked.CompareExchange(ref _claim, ((number + 1) << ClaimShift) | IsTakenOver, claim) == claim;
        }

        return Make(number, out segment);
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
    /// One round of work: a spare, or else a part of a retired segment; a row that runs empty costs the hot thread more.
    /// Housekeeping thread. True when there was something to do.
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
    /// Writes the retired segments to the disk and removes the spares, or leaves them to the next writer. After the housekeeping
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

        for (long number = FirstReady; number < _claim >> ClaimShift && !isHandedOver; number++)
        {
            Note(_allocator.Delete(number));
        }

        return _closingError;
    }

    /// <summary>Unmaps the retired segments and the spares. After <see cref="Close"/>.</summary>
    internal void Unmap()
    {
        for (; _taken < _retired; _taken++)
        {
            MappedSegment segment = _closed[_taken % ClosedCapacity];
            FileSystemCalls.Unmap(segment.Base + _closedBytes, segment.Bytes - _closedBytes);
            _closedBytes = 0;
        }

        for (long number = FirstReady; number < _claim >> ClaimShift; number++)
        {
            MappedSegment spare = _row[number % RowLength];
            FileSystemCalls.Unmap(spare.Base, spare.Bytes);
        }

        _claim = _wanted << ClaimShift;
    }

    /// <summary>Makes the segment that was taken over. After a failure it stays so: the next try makes the same one.</summary>
    private int Make(long number, out MappedSegment segment)
    {
        int error = _allocator.Prepare(number, _segmentBytes, out segment);
        if (error == 0)
        {
            _isTakenOver = false;
            Volatile.Write(ref _wanted, number + 1);
            // Nobody else changes a claim that says so.
            Volatile.Write(ref _claim, (number + 1) << ClaimShift);
            // The very first segment of a journal is made on opening, before anything is hot.
            Volatile.Write(ref _inlineMaps, _inlineMaps + (_isFirst ? 0 : 1));
        }

        _isFirst = false;
        return error;
    }

    private bool PrepareSpare()
    {
        if (_pause > 0)
        {
            _pause--;
            return false;
        }

        long claim = Volatile.Read(ref _claim);
        long number = claim >> ClaimShift;
        if ((claim & IsTakenOver) != 0
            || number - Volatile.Read(ref _wanted) >= RowLength
            || Interlocked.CompareExchange(ref _claim, claim | IsBeingMade, claim) != claim)
        {
            return false;
        }

        int error = _maker.PrepareAside(number, _segmentBytes, out MappedSegment spare);
        if (error != 0)
        {
            // Not lost: the hot thread meets the same error when it needs the segment, and says so.
            Interlocked.CompareExchange(ref _claim, claim, claim | IsBeingMade);
            _pause = RetryPolls;
            return false;
        }

        // In its place before it counts: the hot thread reads it as soon as the claim has moved on.
        _row[number % RowLength] = spare;
        if (Interlocked.CompareExchange(ref _claim, (number + 1) << ClaimShift, claim | IsBeingMade) != (claim | IsBeingMade))
        {
            // The hot thread has taken the number over. If the file was there by then, it has it; this is one mapping too many.
            FileSystemCalls.Unmap(spare.Base, spare.Bytes);
            return true;
        }

        Note(_maker.SyncFolder());
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
