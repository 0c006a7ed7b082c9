using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using Serilog;
using Strategies.Cell.Messages;
using Strategies.Cell.Processes;
using Strategies.Feeds.Recorded;
using Strategies.Ipc;
using Strategies.Ipc.Rings;
using Strategies.Journal;
using Strategies.Plans;
using Strategies.Plugins;
using Strategies.Plugins.Loading;
using Strategies.Records;
using Strategies.Session;
using Strategies.Session.Versions;
using Strategies.Session.WarmingUp;

namespace Strategies.Core;

/// <summary>
/// Takes deployments out of their ring one at a time: loads the version, compiles and warms it up, and hands it to the hot
/// thread, which decides. The ring's gate moves when the decision is in the journal.
/// </summary>
/// <remarks>A housekeeping thread of its own: a version that hangs in its constructor holds up deployments, nothing else.</remarks>
public sealed class DeploymentCoordinator
{
    private static readonly TimeSpan Idle = TimeSpan.FromMilliseconds(1);

    private readonly LiveVersions _versions;
    private readonly SessionSetup _setup;
    private readonly RecordedPackets _packets;
    private readonly RingConsumer _deployments;
    private readonly SwapStep _step;
    private readonly CellCounters<CoreCounter> _counters;
    private readonly ILogger _log;
    private readonly CancellationToken _stopping;
    private readonly Thread _thread;
    private readonly List<LiveSwap> _done = [];
    private readonly Lock _shared = new();
    private ulong _last;
    private bool _hasLeft;

    public DeploymentCoordinator(
        CoreStartup startup,
        CoreRings rings,
        LiveLoop loop,
        CellCounters<CoreCounter> counters,
        ILogger log,
        CancellationToken stopping)
    {
        _versions = startup.Versions;
        _setup = startup.Setup;
        _packets = startup.Packets;
        _deployments = rings.Deployments;
        _last = rings.LastDeployment;
        _step = loop.Swaps;
        _counters = counters;
        _log = log;
        _stopping = stopping;
        using (ExecutionContext.SuppressFlow())
        {
            _thread = new Thread(Run) { Name = "versions", IsBackground = true };
        }
    }

    /// <summary>The deployments that went live, in order.</summary>
    public LiveSwap[] Committed()
    {
        lock (_done)
        {
            return [.. _done.Where(swap => swap.IsCommitted)];
        }
    }

    /// <summary>What ended the thread; null when nothing did.</summary>
    public Exception? Failure { get; private set; }

    public void Start() => _thread.Start();

    /// <summary>
    /// Does not touch ring and counters any more from here on: another core takes them. Any thread; waits for no version.
    /// </summary>
    public void LeaveShared()
    {
        lock (_shared)
        {
            _hasLeft = true;
        }
    }

    /// <summary>Waits for the thread a short while. One that a hung version holds ends with the process.</summary>
    public void Stop(TimeSpan longest) => _thread.Join(longest);

    private void Run()
    {
        try
        {
            while (!_stopping.IsCancellationRequested)
            {
                if (!Turn())
                {
                    _stopping.WaitHandle.WaitOne(Idle);
                }
            }
        }
        catch (Exception exception)
        {
            Failure = exception;
            _log.Error(exception, "deployments have stopped: {Problem}", exception.Message);
        }
    }

    private bool Turn()
    {
        _versions.Prepared.CollectRetired();
        if (!TryRead(out SwapRequestedPayload request, out ulong sequence))
        {
            return false;
        }

        // One that is in the journal already is only released.
        if (sequence > _last)
        {
            _last = sequence;
            Deploy(Make(in request, sequence));
        }

        lock (_shared)
        {
            // A deployment that was not decided stays in the ring for the next core.
            if (!_hasLeft && !_stopping.IsCancellationRequested)
            {
                _deployments.Release();
            }
        }

        return true;
    }

    /// <summary>Copies the next request out of the ring; one that is none is said and passed over.</summary>
    private bool TryRead(out SwapRequestedPayload request, out ulong sequence)
    {
        request = default;
        sequence = 0;
        lock (_shared)
        {
            if (_hasLeft)
            {
                return false;
            }

            _counters[CoreCounter.Retired] = _versions.Prepared.RetiredList.Count;
            RingReader reader = _deployments.Poll(limit: 1);
            if (!reader.MoveNext())
            {
                return false;
            }

            if (IsRequest(reader.Payload, reader.Sequence))
            {
                sequence = reader.Sequence;
                request = RecordWriter.Payload<SwapRequestedPayload>(reader.Payload);
                return true;
            }

            _log.Warning("record {Sequence} of the deployments' ring is no request: it is passed over", reader.Sequence);
            _last = Math.Max(_last, reader.Sequence);
            _deployments.Release();
            return false;
        }
    }

    private static bool IsRequest(ReadOnlySpan<byte> payload, ulong sequence) =>
        SourceGate.IsWhole(payload, SourceKind.Operator, SourceIds.Deployments, sequence)
        && payload.Length == RecordHeader.Size + Unsafe.SizeOf<SwapRequestedPayload>()
        && MemoryMarshal.AsRef<RecordHeader>(payload[..RecordHeader.Size]).Type == RecordType.SwapRequested;

    private LiveSwap Make(in SwapRequestedPayload request, ulong sequence)
    {
        long seenNs = MonotonicClock.NowNs;
        bool isResident = request.Kind == SwapKind.Rollback && request.State == SwapState.Carry;
        string problem = isResident ? "" : Prepare(in request);
        _log.Information(
            "deployment {Sequence}: {Kind} of slot {Slot} to {Hash} by {Who}: {Outcome} after {Ms} ms",
            sequence, request.Kind, request.Slot, request.PackageHash.ToShortString(), request.Who.ToString(),
            problem.Length == 0 ? "ready" : problem, (MonotonicClock.NowNs - seenNs) / 1_000_000);
        return new LiveSwap
        {
            Request = request,
            SourceSequence = sequence,
            SeenNs = seenNs,
            IsFailed = problem.Length > 0,
            Failure = Text200.From(problem),
        };
    }

    private string Prepare(in SwapRequestedPayload request)
    {
        try
        {
            LoadedStrategy loaded = _versions.Load(request.Slot, request.PackageHash);
            WarmUp.Run(_setup, loaded, ParametersOf(request.Slot, loaded), _packets, journal: null);
            _versions.Prepared.Add(new PreparedVersion(loaded));
            return "";
        }
        catch (PackageException exception)
        {
            return exception.Message;
        }
        catch (JournalException exception)
        {
            return exception.What;
        }
        catch (Exception exception)
        {
            // Strategy code can throw anything while it is constructed; trading goes on, and the answer says what it was.
            _log.Error(exception, "a version could not be prepared: {Problem}", exception.Message);
            return $"it could not be prepared: {exception.GetType().Name}: {exception.Message}";
        }
    }

    /// <summary>What the plan sets for the slot, as far as this version knows it.</summary>
    private List<ParameterSetPayload> ParametersOf(int slot, LoadedStrategy loaded)
    {
        PreparedVersion version = new(loaded);
        return [.. _setup.Plan.Slots
            .Where(candidate => _setup.SlotNumber(candidate.Name) == slot)
            .SelectMany(candidate => candidate.Parameters)
            .Where(parameter => version.Parameters.IndexOf(Text32.From(parameter.Key)) >= 0)
            .Select(parameter => ParameterValue.Encode(
                version.Parameters, slot, parameter.Key, parameter.Value, "plan", "warm-up"))];
    }

    private void Deploy(LiveSwap swap)
    {
        bool isOffered = false;
        while (!swap.IsDone)
        {
            isOffered = isOffered || _step.TryOffer(swap);
            // The loop has ended and will not decide any more.
            if (_stopping.WaitHandle.WaitOne(Idle) && !swap.IsDone)
            {
                return;
            }
        }

        lock (_done)
        {
            _done.Add(swap);
        }

        _log.Information(
            "deployment {Sequence}: {Outcome} {Reason}; step {StepNs} ns, {Ms} ms since it was asked for",
            swap.SourceSequence, swap.IsCommitted ? "live" : "refused", swap.Reason.ToString(), swap.StepNs,
            (swap.DecidedNs - swap.SeenNs) / 1_000_000);
    }
}
