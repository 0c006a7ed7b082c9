using System.Collections.Concurrent;
using System.Globalization;
using Serilog;
using Strategies.Cell.Clients;
using Strategies.Cell.Messages;
using Strategies.Cell.Processes;
using Strategies.Edge.Commands;
using Strategies.Edge.Hosting;
using Strategies.Edge.Metrics;
using Strategies.Edge.Views;
using Strategies.Ipc.Metrics;
using Strategies.Plugins.Packages;
using Strategies.Projection;
using Strategies.Records;

namespace Strategies.Edge.Deployments;

/// <summary>
/// Brings versions into slots: rehearsal by the follower, request to the core, its decision. One at a time for a slot.
/// </summary>
internal sealed class DeploymentService(
    CommandClient ring,
    RehearsalClient rehearsals,
    ProcessWatch watch,
    JournalTail tail,
    OutcomeWatch outcomes,
    StorePackages packages,
    VersionLabels labels,
    EdgeCounts counts,
    CellAlerts alerts,
    ILogger log) : IDisposable
{
    private const int Kept = 1_000;
    private static readonly TimeSpan CorePatience = TimeSpan.FromSeconds(10);
    private static readonly TimeSpan SupervisorPatience = TimeSpan.FromMilliseconds(100);
    private static readonly TimeSpan LookEvery = TimeSpan.FromMilliseconds(5);

    private readonly Lock _lock = new();
    private readonly CancellationTokenSource _stop = new();
    private readonly ConcurrentDictionary<string, Deployment> _byId = [];
    private readonly Queue<string> _order = [];
    private readonly Dictionary<int, Deployment> _running = [];
    private readonly string _run = DateTime.UtcNow.ToString("HHmmssfff", CultureInfo.InvariantCulture);
    private long _count;

    /// <summary>How long the core's decision is waited for.</summary>
    internal TimeSpan Patience { get; set; } = TimeSpan.FromSeconds(60);

    internal IEnumerable<DeploymentView> All => _byId.Values.Select(deployment => deployment.View());

    internal Deployment? Find(string id) => _byId.GetValueOrDefault(id);

    /// <summary>Begins to bring a version from the store into a slot.</summary>
    /// <exception cref="EdgeException">The slot or a process that is needed is not there.</exception>
    /// <exception cref="Plugins.PackageException">The store has no such version.</exception>
    internal Deployment Deploy(string slotName, DeployRequest request, bool isRehearsed, string who)
    {
        CommandText.Reason(request.Reason);
        Hash256 hash = packages.Resolve(request.Hash);
        (int slot, bool isEmpty) = tail.Read(day =>
        {
            SlotRow row = ScopeReader.Slot(day, slotName);
            return (row.Number, row.State == SlotState.Empty);
        });
        watch.Require(ProcessRole.Core, "the core takes no deployments");
        if (isRehearsed)
        {
            watch.Require(ProcessRole.Follower, "no follower: the version cannot be rehearsed");
        }

        return Begin(new Deployment
        {
            Id = NextId(),
            Slot = slot,
            SlotName = slotName,
            Kind = isEmpty ? SwapKind.Deploy : SwapKind.Swap,
            PackageHash = hash,
            Carried = request.State,
            Who = who,
            Reason = request.Reason,
            IsRehearsed = isRehearsed,
            Alerts = alerts,
        });
    }

    /// <summary>Begins to bring a slot's previous version back.</summary>
    /// <exception cref="EdgeException">
    /// There is none, it is not the way that the request says, or the slot or the core is not there.
    /// </exception>
    internal Deployment Rollback(string slotName, RollbackRequest request, string who)
    {
        CommandText.Reason(request.Reason);
        lock (_lock)
        {
            // Under the lock of Begin: no other one begins between the look and this one.
            (int slot, Hash256 previous, bool isRolledBack) = tail.Read(day =>
            {
                SlotRow row = ScopeReader.Slot(day, slotName);
                return (row.Number, row.PreviousHash, row.IsRolledBack);
            });
            RollbackRule.Require(slotName, previous, isRolledBack, request.Forward, labels);
            watch.Require(ProcessRole.Core, "the core takes no deployments");
            return Begin(new Deployment
            {
                Id = NextId(),
                Slot = slot,
                SlotName = slotName,
                Kind = SwapKind.Rollback,
                PackageHash = previous,
                Carried = request.State,
                Who = who,
                Reason = request.Reason,
                IsRehearsed = false,
                Alerts = alerts,
            });
        }
    }

    /// <summary>Starts or stops the shadow of a slot.</summary>
    /// <exception cref="EdgeException">The slot or the follower is not there, or it says no.</exception>
    internal async Task<RehearsalView> Shadow(string slotName, string? hash, CancellationToken stop)
    {
        int slot = tail.Read(day => ScopeReader.Slot(day, slotName).Number);
        RehearsalVerdict? verdict = hash is null
            ? await rehearsals.Ask(RehearsalAction.StopShadow, slot, default, stop)
            : await rehearsals.Ask(RehearsalAction.StartShadow, slot, packages.Resolve(hash), stop);
        RehearsalView view = ViewOf(verdict ?? throw new EdgeException(
            504, "the follower does not answer", "no verdict came in time", "see strat status, and the follower's log"));
        return view.Good ? view : throw new EdgeException(
            409, "the follower refused", view.Reason, "its log has more");
    }

    /// <summary>Lets go of what is under way; what the core has it goes on with.</summary>
    public void Dispose() => _stop.Cancel();

    private static RehearsalView ViewOf(in RehearsalVerdict verdict) => new(
        verdict.IsGood != 0, verdict.Callbacks, verdict.CallbackNsMax, verdict.AllocatedBytes, verdict.Reason.ToString());

    private string NextId() =>
        string.Create(CultureInfo.InvariantCulture, $"{_run}-{Interlocked.Increment(ref _count)}");

    private Deployment Begin(Deployment deployment)
    {
        lock (_lock)
        {
            if (_running.TryGetValue(deployment.Slot, out Deployment? other) && !other.IsOver)
            {
                throw new EdgeException(
                    409,
                    "another deployment is under way",
                    $"{other.Id} brings a version into '{deployment.SlotName}'",
                    $"wait for it: /api/deployments/{other.Id}");
            }

            _running[deployment.Slot] = deployment;
            _byId[deployment.Id] = deployment;
            _order.Enqueue(deployment.Id);
            if (_order.Count > Kept)
            {
                _byId.TryRemove(_order.Dequeue(), out _);
            }
        }

        _ = Task.Run(() => Run(deployment));
        return deployment;
    }

    private async Task Run(Deployment deployment)
    {
        try
        {
            if (!deployment.IsRehearsed || await Rehearse(deployment))
            {
                await Request(deployment);
            }
        }
        catch (PeerException exception)
        {
            deployment.Finish(DeploymentState.Refused, $"{exception.Title}: {exception.Detail}", exception.Hint);
        }
        catch (OperationCanceledException)
        {
            deployment.Finish(DeploymentState.Undecided, "the edge ends", "the journal says what became of it");
        }
        catch (Exception exception)
        {
            log.Error(exception, "deployment {Id} failed: {Problem}", deployment.Id, exception.Message);
            deployment.Finish(
                DeploymentState.Undecided,
                "the edge failed",
                "its log has it in full; the journal says what became of it");
        }

        await AwaitSupervisor();
        deployment.Close();
        DeploymentView end = deployment.View();
        log.Information(
            "deployment {Id} of {Package} into {Slot} for {Who} is {State} after {ElapsedMs} ms: {Detail}",
            end.Id, end.PackageHash, end.Slot, end.Who, end.State, end.ElapsedMs, end.Detail);
    }

    /// <returns>False when the version did not get through; the deployment is over then.</returns>
    private async Task<bool> Rehearse(Deployment deployment)
    {
        RehearsalVerdict? verdict =
            await rehearsals.Ask(
                deployment.Carried == SwapState.Fresh ? RehearsalAction.RehearseFresh : RehearsalAction.Rehearse,
                deployment.Slot,
                deployment.PackageHash,
                _stop.Token);
        if (verdict is not { } given)
        {
            deployment.Finish(
                DeploymentState.Refused,
                $"the rehearsal gave no verdict within {rehearsals.Patience.TotalSeconds:0.#} s",
                "the version may have ended or stopped the follower: see its log; an admin may deploy with rehearse=false");
            return false;
        }

        RehearsalView view = ViewOf(in given);
        deployment.Rehearsed(view);
        if (!view.Good)
        {
            deployment.Finish(
                DeploymentState.Refused,
                $"the rehearsal refused it: {view.Reason}",
                given.Fault switch
                {
                    RehearsalFault.NoState => CoreDecision.WaysWithoutState(deployment),
                    RehearsalFault.NotReached => "try again later, or see the alerts of strat status for a slot of which no snapshot "
                        + "can be taken: strat quarantine takes its version out, and a rehearsal behind the next snapshot is quick",
                    _ => "correct the version and add it to the store again; the slot is as it was",
                });
        }

        return view.Good;
    }

    /// <summary>A core that is just being restarted or handed over is waited for: the version has been rehearsed.</summary>
    private async Task AwaitCore()
    {
        long end = Environment.TickCount64 + (long)CorePatience.TotalMilliseconds;
        while (Environment.TickCount64 < end && watch.Read(ProcessRole.Core) is not { State: HeartbeatState.Running })
        {
            await Task.Delay(LookEvery, _stop.Token);
        }
    }

    /// <summary>
    /// Lets the supervisor look twice, so that what happened until now is told; one that is dead is not waited for.
    /// </summary>
    private async Task AwaitSupervisor()
    {
        long end = Environment.TickCount64 + (long)SupervisorPatience.TotalMilliseconds;
        ulong? beats = watch.Read(ProcessRole.Supervisor)?.Beats;
        while (beats is not null && Environment.TickCount64 < end && !_stop.IsCancellationRequested
            && watch.Read(ProcessRole.Supervisor)?.Beats is { } now && now < beats + 2)
        {
            await Task.Delay(LookEvery);
        }
    }

    private async Task Request(Deployment deployment)
    {
        deployment.Prepare();
        await AwaitCore();
        SwapRequestedPayload payload = new()
        {
            Slot = deployment.Slot,
            Kind = deployment.Kind,
            State = deployment.Carried,
            PackageHash = deployment.PackageHash,
            Who = Text32.From(deployment.Who),
            Reason = Text200.From(deployment.Reason),
        };
        ulong sourceSequence = ring.Send(
            (uint)DeploymentRingType.Record, RecordType.SwapRequested, tail.Read(day => day.LastTimeNs), in payload);
        counts.CountCommand();
        CommandTrace? trace = await outcomes.AwaitDecision(ring.SourceId, sourceSequence, Patience, _stop.Token);
        if (trace is null)
        {
            deployment.Finish(
                DeploymentState.Undecided,
                $"the core has not decided within {Patience.TotalSeconds:0.#} s",
                "it may still: /api/slots shows which version runs, the core's log why it takes so long",
                tail.Read(day => day.Commands.Find(ring.SourceId, sourceSequence)));
            return;
        }

        CoreDecision.Tell(deployment, trace);
    }
}
