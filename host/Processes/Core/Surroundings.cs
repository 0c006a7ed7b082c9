using Strategies.Cell.Regions;
using Strategies.Cell.Running;
using Strategies.Ipc;
using Strategies.Ipc.Metrics;

namespace Strategies.Processes.Core;

/// <summary>
/// What the hot thread has to know of the other processes, looked up by housekeeping: a few words, so that looking costs the
/// hot thread nothing.
/// </summary>
internal sealed class Surroundings(CellRegions regions, string memoryFolder) : IDisposable
{
    private const long SilentNs = 1_000_000_000;
    private const long RoomEveryNs = 200_000_000;

    /// <summary>So much must be free where segments are made, or new orders are held.</summary>
    private const long RoomBytesMin = 192L << 20;

    private Heartbeat? _venue;
    private CellCounters<ArchiverCounter>? _archiver;
    private long _nextRoomNs;
    private bool _isVenueSilent;
    private bool _isArchiveStalled;
    private bool _isRoomLow;

    /// <summary>The venue process gives no sign of life. True until it has given the first.</summary>
    internal bool IsVenueSilent => Volatile.Read(ref _isVenueSilent);

    /// <summary>The disk takes nothing of the journal.</summary>
    internal bool IsArchiveStalled => Volatile.Read(ref _isArchiveStalled);

    /// <summary>There is hardly any memory left for the journal's next segments.</summary>
    internal bool IsRoomLow => Volatile.Read(ref _isRoomLow);

    /// <summary>Error number of the archiver's last failure.</summary>
    internal int ArchiveError { get; private set; }

    /// <summary>Looks once. Housekeeping, every few milliseconds.</summary>
    internal void Look()
    {
        long nowNs = MonotonicClock.NowNs;
        _venue ??= regions.TryOpenHeartbeat(ProcessRole.Venue);
        Volatile.Write(ref _isVenueSilent, _venue is null || _venue.Read().AgeNs(nowNs) > SilentNs);
        _archiver ??= TryOpenArchiver();
        if (_archiver is not null)
        {
            ArchiveError = (int)_archiver[ArchiverCounter.LastError];
            Volatile.Write(ref _isArchiveStalled, _archiver[ArchiverCounter.IsStalled] != 0);
        }

        if (nowNs >= _nextRoomNs)
        {
            _nextRoomNs = nowNs + RoomEveryNs;
            Volatile.Write(ref _isRoomLow, new DriveInfo(memoryFolder).AvailableFreeSpace < RoomBytesMin);
        }
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        _venue?.Dispose();
        _archiver?.Dispose();
    }

    private CellCounters<ArchiverCounter>? TryOpenArchiver()
    {
        try
        {
            return CellCounters<ArchiverCounter>.Open(regions.CountersOf(ProcessRole.Archiver));
        }
        catch (IpcException exception) when (exception.Fault is IpcFault.RegionMissing or IpcFault.Stale)
        {
            return null;
        }
    }
}
