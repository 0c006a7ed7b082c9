using Strategies.Cell.Config;
using Strategies.Cell.Processes;
using Strategies.Cell.Regions;
using Strategies.Ipc;
using Strategies.Ipc.Metrics;
using Strategies.Sdk;

namespace Strategies.Core;

/// <summary>
/// What the hot thread has to know of the other processes, looked up by housekeeping: a few words, so that looking costs the
/// hot thread nothing.
/// </summary>
/// <param name="regions">The cell's regions.</param>
/// <param name="setup">The cell.</param>
public sealed class PeerMonitor(CellRegions regions, CellSetup setup) : IDisposable
{
    private const long SilentNs = 1_000_000_000;
    private const long RoomEveryNs = 200_000_000;

    /// <summary>So much must be free where segments are made, or new orders are held.</summary>
    private const long RoomBytesMin = 192L << 20;

    private readonly FreeMemory _memory = new();
    private readonly CellProcess[] _venues = [.. setup.ProcessesOf(ProcessRole.Venue)];
    private readonly Heartbeat?[] _beats = new Heartbeat?[setup.Plan.Venues.Count];
    private readonly CellCounters<VenueCounter>?[] _feeds = new CellCounters<VenueCounter>?[setup.Plan.Venues.Count];
    private CellCounters<ArchiverCounter>? _archiver;
    private long _nextRoomNs;
    private ulong _silentVenues;
    private long _lookedNs;
    private ulong _endedFeeds;
    private bool _isArchiveStalled;
    private bool _isRoomLow;

    /// <summary>
    /// The venues of which the process gives no sign of life, a bit for each by its number; one is among them until its
    /// process has given the first.
    /// </summary>
    public ulong SilentVenues => Volatile.Read(ref _silentVenues);

    /// <summary>
    /// When the look began that <see cref="SilentVenues"/> is of, or an earlier one, when this is read first; ns,
    /// CLOCK_MONOTONIC; 0 before the first. What a venue has said of itself later than that is newer than the look.
    /// </summary>
    public long LookedNs => Volatile.Read(ref _lookedNs);

    /// <summary>The disk takes nothing of the journal.</summary>
    public bool IsArchiveStalled => Volatile.Read(ref _isArchiveStalled);

    /// <summary>There is hardly any memory left for the journal's next segments.</summary>
    public bool IsRoomLow => Volatile.Read(ref _isRoomLow);

    /// <summary>Error number of the archiver's last failure.</summary>
    public int ArchiveError { get; private set; }

    /// <summary>
    /// All recorded feeds of a venue have ended and their last records are in their rings, or were: a core before this one
    /// may have seen them.
    /// </summary>
    /// <param name="venue">The venue.</param>
    public bool AreFeedsEnded(VenueId venue) => (Volatile.Read(ref _endedFeeds) & BitOf(venue)) != 0;

    /// <summary>The bit of a venue in <see cref="SilentVenues"/>.</summary>
    /// <param name="venue">The venue.</param>
    public static ulong BitOf(VenueId venue) => 1UL << venue.Value;

    /// <summary>Looks once. Housekeeping, every few milliseconds.</summary>
    public void Look()
    {
        long nowNs = MonotonicClock.NowNs;
        LookAtVenues(nowNs);
        _archiver ??= TryOpen<ArchiverCounter>(ProcessRole.Archiver);
        if (_archiver is not null)
        {
            ArchiveError = (int)_archiver[ArchiverCounter.LastError];
            Volatile.Write(ref _isArchiveStalled, _archiver[ArchiverCounter.IsStalled] != 0);
        }

        if (nowNs >= _nextRoomNs)
        {
            _nextRoomNs = nowNs + RoomEveryNs;
            Volatile.Write(ref _isRoomLow, _memory.RoomIn(setup.Paths.Memory) < RoomBytesMin);
        }
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        for (int index = 0; index < _venues.Length; index++)
        {
            _beats[index]?.Dispose();
            _feeds[index]?.Dispose();
        }

        _archiver?.Dispose();
        _memory.Dispose();
    }

    private void LookAtVenues(long nowNs)
    {
        ulong silent = 0;
        ulong ended = 0;
        for (int index = 0; index < _venues.Length; index++)
        {
            CellProcess process = _venues[index];
            Heartbeat? beat = _beats[index] ??= regions.TryOpenHeartbeat(process);
            CellCounters<VenueCounter>? feed = _feeds[index] ??= TryOpen<VenueCounter>(process);
            silent |= beat is null || beat.Read().AgeNs(nowNs) > SilentNs ? BitOf(process.Venue) : 0;
            ended |= feed is not null && feed[VenueCounter.IsFeedEnded] != 0 ? BitOf(process.Venue) : 0;
        }

        Volatile.Write(ref _silentVenues, silent);
        // Behind what was seen, so that nothing older is ever taken for as new as this.
        Volatile.Write(ref _lookedNs, nowNs);
        Volatile.Write(ref _endedFeeds, ended);
    }

    private CellCounters<TCounter>? TryOpen<TCounter>(CellProcess process)
        where TCounter : unmanaged, Enum
    {
        try
        {
            return CellCounters<TCounter>.Open(regions.CountersOf(process));
        }
        catch (IpcException exception) when (exception.Fault is IpcFault.RegionMissing or IpcFault.Stale)
        {
            return null;
        }
    }
}
