using System.ComponentModel;
using Serilog;
using Strategies.Cell.Messages;
using Strategies.Cell.Processes;
using Strategies.Follower.Shadows;
using Strategies.Records;

namespace Strategies.Follower.Rehearsing;

/// <summary>
/// Takes what the edge asks for: rehearsals run in processes of their own, one at a time, while the follower follows;
/// shadows are begun and ended here and now.
/// </summary>
internal sealed class RehearsalServer : IDisposable
{
    private const int WaitingMax = 32;

    private readonly ILogger _log;
    private readonly string _cellFile;
    private readonly RehearsalProgram _program;
    private readonly CellCounters<FollowerCounter> _counters;
    private readonly ShadowServer _shadows;
    private readonly StateMeasure _measure;
    private readonly RehearsalRings _rings;
    private readonly Queue<RehearsalRequest> _waiting = new();
    private RehearsalChild? _child;

    internal RehearsalServer(
        ProcessContext context,
        RehearsalProgram program,
        CellCounters<FollowerCounter> counters,
        ShadowServer shadows,
        StateMeasure measure)
    {
        _measure = measure;
        _log = context.Log;
        _cellFile = context.Setup.File;
        _program = program;
        _counters = counters;
        _shadows = shadows;
        _rings = new RehearsalRings(context.Regions, context.Log);
    }

    /// <summary>Looks at the child, takes one request, and begins what waits.</summary>
    internal void Turn()
    {
        _rings.Flush();
        if (_child is not null && _child.TryFinish(out RehearsalResult result))
        {
            Finish(_child, result);
            _child.Dispose();
            _child = null;
        }

        if (_rings.TryTake(out RehearsalRequest request))
        {
            Take(in request);
        }

        if (_child is null && _waiting.TryDequeue(out RehearsalRequest next))
        {
            Begin(in next);
        }
    }

    public void Dispose()
    {
        _child?.Dispose();
        _rings.Dispose();
    }

    private void Take(in RehearsalRequest request)
    {
        switch (request.Action)
        {
            case RehearsalAction.Rehearse or RehearsalAction.RehearseFresh when _waiting.Count < WaitingMax:
                _waiting.Enqueue(request);
                break;
            case RehearsalAction.Rehearse or RehearsalAction.RehearseFresh:
                Answer(in request, RehearsalResult.Bad($"{WaitingMax} rehearsals wait already: ask again later"));
                break;
            case RehearsalAction.StartShadow:
                Answer(in request, _shadows.Start(request.Slot, request.PackageHash));
                break;
            case RehearsalAction.StopShadow:
                Answer(in request, _shadows.Stop(request.Slot));
                break;
            case RehearsalAction.MeasureState:
                Answer(in request, _measure.Of(request.Slot));
                break;
            default:
                Answer(in request, RehearsalResult.Bad($"action {(int)request.Action} is not known to this build"));
                break;
        }
    }

    private void Begin(in RehearsalRequest asked)
    {
        RehearsalRequest request = asked.Action == RehearsalAction.Rehearse && _measure.IsQuarantined(asked.Slot)
            ? asked with { Action = RehearsalAction.RehearseQuarantined }
            : asked;
        _log.Information("rehearses {Version} for slot {Slot}", request.PackageHash.ToString(), request.Slot);
        try
        {
            _child = RehearsalChild.Start(_program, _cellFile, in request);
        }
        catch (Win32Exception exception)
        {
            Count(isGood: false);
            Answer(in request, RehearsalResult.Bad($"no process can be started for it: {exception.Message}"));
        }
    }

    private void Finish(RehearsalChild child, RehearsalResult result)
    {
        RehearsalRequest request = child.Request;
        Count(result.IsGood);
        _log.Information(
            "rehearsal of {Version} for slot {Slot} in {Ms} ms: {Verdict}, {Callbacks} callbacks, longest {Ns} ns, "
            + "{Bytes} bytes",
            request.PackageHash.ToString(),
            request.Slot,
            (long)child.Elapsed.TotalMilliseconds,
            result.IsGood ? "good" : result.Reason,
            result.Callbacks,
            result.CallbackNsMax,
            result.AllocatedBytes);
        Answer(in request, result);
    }

    private void Count(bool isGood)
    {
        _counters.Add(FollowerCounter.Rehearsals, 1);
        _counters.Add(FollowerCounter.Refused, isGood ? 0 : 1);
    }

    private void Answer(in RehearsalRequest request, RehearsalResult result) => _rings.Answer(new RehearsalVerdict
    {
        Id = request.Id,
        Slot = request.Slot,
        IsGood = result.IsGood ? 1 : 0,
        PackageHash = request.PackageHash,
        Callbacks = result.Callbacks,
        CallbackNsMax = result.CallbackNsMax,
        AllocatedBytes = result.AllocatedBytes,
        Fault = result.Fault,
        StateBytes = result.StateBytes,
        Sequence = result.Sequence,
        Reason = Text200.From(result.Reason),
    });
}
