using Serilog;
using Strategies.Cell.Processes;
using Strategies.Cell.Regions;
using Strategies.Ipc;
using Strategies.Ipc.Metrics;
using Strategies.Sdk;

namespace Strategies.Gateways;

/// <summary>
/// What the owner of the order session owes the cell when its core is silent or the cell is killed: looks at the core's
/// heartbeat and the cell's flags, refuses new orders and cancels all. One thread.
/// </summary>
/// <param name="regions">Where heartbeat and flags lie.</param>
/// <param name="watch">Decides when.</param>
/// <param name="link">The exchange.</param>
/// <param name="reports">Where the core is told that it has to reconcile.</param>
/// <param name="counters">The venue process's counters.</param>
/// <param name="log">Its log.</param>
internal sealed class CoreGuard(
    CellRegions regions,
    CoreWatch watch,
    ExchangeLink link,
    ReportPublisher reports,
    CellCounters<VenueCounter> counters,
    ILogger log) : IDisposable
{
    /// <summary>Pause between two tries to open what is not there, or what may have been made anew, ns.</summary>
    private const long OpenEveryNs = 20_000_000;

    private Heartbeat? _heartbeat;
    private CellFlags? _flags;
    private long _openAgainNs = long.MinValue;
    private int _canceled;

    /// <summary>
    /// True while new orders and replaces are refused: the core is missed, the cell is killed, the session is down, or a
    /// mass cancel is under way that could catch them.
    /// </summary>
    internal bool IsRefusing => watch.IsRefusing || !link.IsUp || link.IsCanceling;

    /// <summary>Why they are refused.</summary>
    internal RejectReason Reason => watch.IsKilled ? RejectReason.KillSwitch
        : link.IsCanceling ? link.CancelReason : RejectReason.VenueDown;

    /// <summary>Looks, and does what is due.</summary>
    /// <param name="monotonicNs">Now, CLOCK_MONOTONIC.</param>
    /// <param name="nowNs">Session time.</param>
    internal void Look(long monotonicNs, long nowNs)
    {
        Open(monotonicNs);
        HeartbeatReading reading = _heartbeat?.Read() ?? default;
        bool isKilled = _flags?.IsKilled ?? false;
        CoreSign sign = new(reading.Process.Word, reading.BeatNs, reading.State, isKilled);
        CoreChanges changes = watch.Look(monotonicNs, in sign);
        if (changes != CoreChanges.None)
        {
            Act(changes, monotonicNs, nowNs, reading);
        }
    }

    /// <summary>The core asks about its orders.</summary>
    /// <returns>Who asks, for <see cref="Answered"/>.</returns>
    internal AskingCore Ask() => watch.Ask();

    /// <summary>A question of the core was answered.</summary>
    /// <param name="asker">Who had asked.</param>
    internal void Answered(in AskingCore asker) => watch.Answered(in asker);

    /// <summary>An order was canceled while a mass cancel was under way.</summary>
    internal void NoteCanceled() => _canceled++;

    /// <summary>The exchange has canceled all that worked.</summary>
    /// <param name="monotonicNs">Now, CLOCK_MONOTONIC.</param>
    internal void CancelDone(long monotonicNs)
    {
        counters[VenueCounter.CanceledAtNs] = monotonicNs;
        log.Warning("all orders are canceled, {Orders} of them working", _canceled);
        _canceled = 0;
    }

    /// <summary>Closes heartbeat and flags.</summary>
    public void Dispose()
    {
        _heartbeat?.Dispose();
        _flags?.Dispose();
    }

    private void Act(CoreChanges changes, long monotonicNs, long nowNs, HeartbeatReading reading)
    {
        if (changes.HasFlag(CoreChanges.Blocked))
        {
            counters.Add(VenueCounter.Blocks, 1);
            counters[VenueCounter.BlockedAtNs] = monotonicNs;
            log.Warning(
                "the core ({Process:l}) is silent for {SilenceMs} ms: new orders are blocked",
                reading.Process.ToString(),
                reading.AgeNs(monotonicNs) / 1_000_000);
        }

        if (changes.HasFlag(CoreChanges.Ended))
        {
            counters[VenueCounter.BlockedAtNs] = monotonicNs;
            log.Information("the core has ended in order: new orders are blocked, working ones stay");
        }

        if (changes.HasFlag(CoreChanges.Killed))
        {
            counters[VenueCounter.BlockedAtNs] = monotonicNs;
            CancelAll("the cell is killed");
        }

        if (changes.HasFlag(CoreChanges.Canceled))
        {
            counters.Add(VenueCounter.MassCancels, 1);
            CancelAll("the core stays silent");
        }

        if (changes.HasFlag(CoreChanges.CameBack))
        {
            log.Information("a core is at work that has not reconciled since the block: it is told to");
            if (link.IsUp)
            {
                reports.PublishSession(isUp: true, nowNs);
            }
        }

        if (changes.HasFlag(CoreChanges.Released))
        {
            log.Information("the kill of the cell is released");
        }

        if (changes.HasFlag(CoreChanges.Freed))
        {
            counters[VenueCounter.FreeAtNs] = monotonicNs;
            log.Information("new orders pass again");
        }

        counters[VenueCounter.IsBlocked] = watch.IsBlocked ? 1 : 0;
        counters[VenueCounter.IsCanceled] = watch.IsCanceled || watch.IsKilled ? 1 : 0;
    }

    private void CancelAll(string why)
    {
        log.Warning("{Why:l}: all orders are to be canceled", why);
        link.MassCancel(watch.IsKilled ? RejectReason.KillSwitch : RejectReason.VenueDown);
    }

    /// <summary>
    /// Opens what is not open yet, and the heartbeat anew while it shows no living core: the region may be another.
    /// </summary>
    private void Open(long monotonicNs)
    {
        if ((_heartbeat is not null && _flags is not null && !watch.IsBlocked) || monotonicNs < _openAgainNs)
        {
            return;
        }

        _openAgainNs = monotonicNs + OpenEveryNs;
        _flags ??= TryOpenFlags();
        if ((_heartbeat is null || watch.IsBlocked) && regions.TryOpenHeartbeat(ProcessRole.Core) is { } heartbeat)
        {
            _heartbeat?.Dispose();
            _heartbeat = heartbeat;
        }
    }

    private CellFlags? TryOpenFlags()
    {
        try
        {
            return CellFlags.Watch(regions.Flags);
        }
        catch (IpcException exception) when (exception.Fault is IpcFault.RegionMissing or IpcFault.Stale)
        {
            return null;
        }
    }
}
