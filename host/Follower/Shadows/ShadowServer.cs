using Serilog;
using Strategies.Cell.Processes;
using Strategies.Driver;
using Strategies.Driver.Following;
using Strategies.Driver.Replay;
using Strategies.Engine.Slots;
using Strategies.Engine.Snapshots;
using Strategies.Follower.Candidates;
using Strategies.Follower.Rehearsing;
using Strategies.Ipc;
using Strategies.Journal;
using Strategies.Plugins;
using Strategies.Records;

namespace Strategies.Follower.Shadows;

/// <summary>
/// The shadows of a follower: versions that run beside the live ones. They get some time in every turn of the main
/// loop, behind the following itself.
/// </summary>
/// <remarks>The follower's thread.</remarks>
internal sealed class ShadowServer : IDisposable
{
    /// <summary>Each has an engine of its own in memory.</summary>
    private const int ShadowsMax = 4;

    private const long BatchNs = 2_000_000;
    private const int InputsBetweenClocks = 64;

    private readonly string _journal;
    private readonly JournalFollower _follower;
    private readonly FollowedVersions _versions;
    private readonly CallbackMeter _meter;
    private readonly CellCounters<FollowerCounter> _counters;
    private readonly ILogger _log;
    private readonly List<RunningShadow> _shadows = [];
    private long _ordersOfEnded;

    internal ShadowServer(
        string journal,
        JournalFollower follower,
        FollowedVersions versions,
        CallbackMeter meter,
        CellCounters<FollowerCounter> counters,
        ILogger log)
    {
        _journal = journal;
        _follower = follower;
        _versions = versions;
        _meter = meter;
        _counters = counters;
        _log = log;
    }

    /// <summary>
    /// Starts a shadow behind the follower's last input. Copies the engine: some tens of milliseconds.
    /// </summary>
    /// <param name="slot">The slot, from 1.</param>
    /// <param name="packageHash">The version.</param>
    /// <returns>Good, or why not.</returns>
    internal RehearsalResult Start(int slot, Hash256 packageHash)
    {
        string problem = Find(slot) is not null ? $"slot {slot} has a shadow already: stop it first"
            : _shadows.Count == ShadowsMax ? $"{ShadowsMax} shadows run already: stop one first"
            : !_follower.CanSnapshot ? "the day has not begun, or a swap waits for its decision: ask again"
            : Begin(slot, packageHash);
        Count();
        return new RehearsalResult(problem.Length == 0, 0, 0, 0, problem);
    }

    /// <summary>Ends a shadow.</summary>
    /// <param name="slot">The slot.</param>
    /// <returns>Good with its callbacks, or that there is none.</returns>
    internal RehearsalResult Stop(int slot)
    {
        if (Find(slot) is not { } shadow)
        {
            return RehearsalResult.Bad($"slot {slot} has no shadow");
        }

        long callbacks = shadow.Slot.Candidate.Callbacks;
        _log.Information("shadow of slot {Slot} stopped: {Numbers}", slot, NumbersOf(shadow.Slot.Candidate));
        End(shadow);
        Count();
        return new RehearsalResult(IsGood: true, callbacks, 0, 0, "");
    }

    /// <summary>Lets the shadows follow for some milliseconds.</summary>
    internal void Turn()
    {
        if (_shadows.Count == 0)
        {
            return;
        }

        long endNs = MonotonicClock.NowNs + (BatchNs * _shadows.Count);
        bool isBehind;
        do
        {
            isBehind = false;
            foreach (RunningShadow shadow in _shadows)
            {
                // Never beyond the follower: what it has run is known to be harmless, and which slots are poisoned.
                isBehind |= shadow.Slot.Follow(_follower.LastSequence, InputsBetweenClocks) == InputsBetweenClocks;
                PublishEnd(shadow);
            }
        }
        while (isBehind && MonotonicClock.NowNs < endNs);
        Count();
    }

    public void Dispose()
    {
        foreach (RunningShadow shadow in _shadows)
        {
            shadow.Dispose();
        }

        _shadows.Clear();
        Count();
    }

    private string Begin(int slot, Hash256 packageHash)
    {
        HeldVersions versions = new(_versions);
        try
        {
            ShadowSlot? shadow = ShadowSlot.TryStart(
                _journal, _follower.Copy(versions), slot, packageHash, _meter, out string reason);
            if (shadow is not null)
            {
                _shadows.Add(new RunningShadow(shadow, versions));
                _log.Information(
                    "shadow of slot {Slot} runs {Version} behind input {Sequence}",
                    slot,
                    packageHash.ToString(),
                    _follower.LastSequence);
                return "";
            }

            versions.Dispose();
            return reason;
        }
        catch (Exception exception) when (exception is SnapshotException or PackageException or JournalException)
        {
            versions.Dispose();
            return exception.Message;
        }
    }

    private RunningShadow? Find(int slot) => _shadows.Find(shadow => shadow.Slot.Candidate.Slot == slot);

    private void End(RunningShadow shadow)
    {
        // The counter tells of all shadows and must not go back.
        _ordersOfEnded += shadow.Slot.Candidate.Orders;
        _shadows.Remove(shadow);
        shadow.Dispose();
    }

    private void PublishEnd(RunningShadow shadow)
    {
        CandidateEngine candidate = shadow.Slot.Candidate;
        if (!candidate.IsRunning && !shadow.IsEndTold)
        {
            shadow.IsEndTold = true;
            _log.Warning(
                "shadow of slot {Slot} runs no more since input {Sequence}: {Reason}; {Numbers}",
                candidate.Slot,
                candidate.LastSequence,
                candidate.Fault,
                NumbersOf(candidate));
        }
    }

    private static string NumbersOf(CandidateEngine candidate) => FormattableString.Invariant(
        $"{candidate.Callbacks} callbacks, {candidate.Orders} orders, {candidate.Requests} requests, ")
        + FormattableString.Invariant($"{candidate.Rejects} rejects, {candidate.Faults} faults");

    private void Count()
    {
        _counters[FollowerCounter.Shadows] = _shadows.Count(shadow => shadow.Slot.Candidate.IsRunning);
        _counters[FollowerCounter.ShadowOrders] =
            _ordersOfEnded + _shadows.Sum(shadow => shadow.Slot.Candidate.Orders);
    }
}
