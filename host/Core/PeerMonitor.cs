using Strategies.Cell.Processes;
using Strategies.Cell.Regions;
using Strategies.Ipc;
using Strategies.Ipc.Metrics;

namespace Strategies.Core;

/// <summary>
/// What the hot thread has to know of the other processes, looked up by housekeeping: a few words, so that looking costs the
/// hot thread nothing.
/// </summary>
public sealed class PeerMonitor(CellRegions regions, string memoryFolder) : IDisposable
{
    private const long SilentNs = 1_000_000_000;
    private const long RoomEveryNs = 200_000_000;

    /// <summary>So much must be free where segments are made, or new orders are held.</summary>
    private const long RoomBytesMin = 192L << 20;

    private readonly FreeMemory _memory = new();
    private Heartbeat? _venue;
    private CellCounters<ArchiverCounter>? _archiver;
    private CellCounters<VenueCounter>? _feed;
    private long _nextRoomNs;
    private bool _isVenueSilent;
    private bool _isArchiveStalled;
    private bool _isRoomLow;
    private bool _isFeedEnded;

    /// <summary>The venue process gives no sign of life. True until it has given the first.</summary>
    public bool IsVenueSilent => Volatile.Read(ref _isVenueSilent);

    /// <summary>The disk takes nothing of the journal.</summary>
    public bool IsArchiveStalled => Volatile.Read(ref _isArchiveStalled);

    /// <summary>There is hardly any memory left for the journal's next segments.</summary>
    public bool IsRoomLow => Volatile.Read(ref _isRoomLow);

    /// <summary>
    /// The recorded feed has ended and its last record is in the ring, or was: a core before this one may have seen it.
    /// </summary>
    public bool IsFeedEnded => Volatile.Read(ref _isFeedEnded);

    /// <summary>Error number of the archiver's last failure.</summary>
    public int ArchiveError { get; private set; }

    /// <summary>Looks once. Housekeeping, every few milliseconds.</summary>
    public void Look()
    {
        long nowNs = MonotonicClock.NowNs;
        _venue ??= regions.TryOpenHeartbeat(ProcessRole.Venue);
        Volatile.Write(ref _isVenueSilent, _venue is null || _venue.Read().AgeNs(nowNs) > SilentNs);
        _feed ??= TryOpen<VenueCounter>(ProcessRole.Venue);
        Volatile.Write(ref _isFeedEnded, _feed is not null && _feed[VenueCounter.IsFeedEnded] != 0);
        _archiver ??= TryOpen<ArchiverCounter>(ProcessRole.Archiver);
        if (_archiver is not null)
        {
            ArchiveError = (int)_archiver[ArchiverCounter.LastError];
            Volatile.Write(ref _isArchiveStalled, _archiver[ArchiverCounter.IsStalled] != 0);
        }

        if (nowNs >= _nextRoomNs)
        {
            _nextRoomNs = nowNs + RoomEveryNs;
            // The file system's limit may be above what the machine has left.
            long room = Math.Min(new DriveInfo(memoryFolder).AvailableFreeSpace, _memory.AvailableBytes);
            Volatile.Write(ref _isRoomLow, room < RoomBytesMin);
        }
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        _venue?.Dispose();
        _archiver?.Dispose();
        _feed?.Dispose();
        _memory.Dispose();
    }

    private CellCounters<TCounter>? TryOpen<TCounter>(ProcessRole role)
        where TCounter : unmanaged, Enum
    {
        try
        {
            return CellCounters<TCounter>.Open(regions.CountersOf(role));
        }
        catch (IpcException exception) when (exception.Fault is IpcFault.RegionMissing or IpcFault.Stale)
        {
            return null;
        }
    }
}
