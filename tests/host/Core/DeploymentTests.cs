using System.Diagnostics;
using Strategies.Backtest.Tests.Support;
using Strategies.Core.Tests.Support;
using Strategies.Ipc.Rings;
using Strategies.Records;
using Strategies.Session.Versions;

namespace Strategies.Core.Tests;

/// <summary>A deployment's way: out of its ring, prepared by the desk, carried out by the loop between two records.</summary>
public sealed class DeploymentTests : IDisposable
{
    private readonly CoreCell _cell = new(Packages.Ladder);

    public void Dispose() => _cell.Dispose();

    [Fact]
    public void A_prepared_version_goes_live_and_the_gate_moves_behind_its_decision()
    {
        Hash256 second = _cell.Store(Packages.LadderV2);
        ulong start = _cell.LastSequence;
        DeploymentCoordinator desk = _cell.StartDesk();
        long started = Stopwatch.GetTimestamp();
        _cell.Deploy(second);
        TurnUntil(() => desk.Committed().Length == 1 && _cell.Rings.Deployments.LastReleasedSequence == 1);
        Assert.Equal([RecordType.SwapRequested, RecordType.SwapCommitted], _cell.Types(start));
        Assert.Equal(second, _cell.Engine.PackageOf(1));
        LiveSwap swap = desk.Committed().Single();
        Assert.InRange(swap.StepNs, 1, (long)Stopwatch.GetElapsedTime(started).TotalNanoseconds);
        Assert.InRange(swap.DecidedNs, swap.SeenNs, long.MaxValue);
        JournalRecord request = _cell.Inputs(start).Single(record => record.Type == RecordType.SwapRequested);
        Assert.Equal((SourceKind.Operator, (ushort)2, 1ul), (request.Header.SourceKind, request.Header.SourceId, request.Header.SourceSequence));
        End(desk);
    }

    [Fact]
    public void What_cannot_be_prepared_is_refused_with_the_reason_and_the_old_version_runs_on()
    {
        Hash256 first = _cell.Engine.PackageOf(1);
        ulong start = _cell.LastSequence;
        DeploymentCoordinator desk = _cell.StartDesk();
        _cell.Deploy(new Hash256(1, 2, 3, 4));
        TurnUntil(() => _cell.Rings.Deployments.LastReleasedSequence == 1);
        SwapDecisionPayload refusal = Assert.Single(
            _cell.Inputs(start), record => record.Type == RecordType.SwapRefused).Payload<SwapDecisionPayload>();
        Assert.Contains("the store has nothing with the hash", refusal.Reason.ToString(), StringComparison.Ordinal);
        Assert.Equal((first, SlotState.Running), (_cell.Engine.PackageOf(1), _cell.Engine.StateOf(1)));
        Assert.Empty(desk.Committed());
        End(desk);
    }

    [Fact]
    public void A_rollback_needs_no_preparation()
    {
        Hash256 first = _cell.Engine.PackageOf(1);
        Hash256 second = _cell.Store(Packages.LadderV2);
        DeploymentCoordinator desk = _cell.StartDesk();
        _cell.Deploy(second);
        _cell.Deploy(default, SwapKind.Rollback);
        TurnUntil(() => desk.Committed().Length == 2);
        Assert.Equal(first, _cell.Engine.PackageOf(1));
        End(desk);
    }

    [Fact]
    public void Something_that_is_no_request_is_passed_over()
    {
        ulong start = _cell.LastSequence;
        DeploymentCoordinator desk = _cell.StartDesk();
        CoreCell.Send(_cell.Deployments, 1, new byte[17]);
        TurnUntil(() => _cell.Rings.Deployments.LastReleasedSequence == 1);
        Assert.Empty(_cell.Types(start));
        End(desk);
    }

    [Fact]
    public void A_deployment_that_was_decided_before_a_crash_is_not_carried_out_again()
    {
        Hash256 second = _cell.Store(Packages.LadderV2);
        _cell.Deploy(second);
        CarryWithoutRelease(second);
        _cell.Restart();
        ulong before = _cell.LastSequence;
        DeploymentCoordinator desk = _cell.StartDesk();
        TurnUntil(() => _cell.Rings.Deployments.LastReleasedSequence == 1);
        Assert.Empty(_cell.Types(before));
        Assert.Equal(second, _cell.Engine.PackageOf(1));
        End(desk);
    }

    [Fact]
    public void The_step_takes_one_deployment_at_a_time()
    {
        LiveSwap rollback = new() { Request = CoreCell.Request(default, SwapKind.Rollback), SourceSequence = 1 };
        Assert.True(_cell.Loop.Swaps.TryOffer(rollback));
        Assert.False(_cell.Loop.Swaps.TryOffer(new LiveSwap { SourceSequence = 2 }));
        TurnUntil(() => rollback.IsDone);
        Assert.False(rollback.IsCommitted);
        Assert.NotEmpty(rollback.Reason.ToString());
        Assert.True(_cell.Loop.Swaps.TryOffer(new LiveSwap { SourceSequence = 2 }));
    }

    /// <summary>The decision is in the journal; the core dies before the ring's gate has moved.</summary>
    private void CarryWithoutRelease(Hash256 hash)
    {
        RingReader reader = _cell.Rings.Deployments.Poll(1);
        Assert.True(reader.MoveNext());
        LiveVersions versions = _cell.Birth.Versions;
        versions.Prepared.Add(new PreparedVersion(versions.Load(1, hash)));
        LiveSwap swap = new() { Request = CoreCell.Request(hash), SourceSequence = 1 };
        Assert.True(_cell.Loop.Swaps.TryOffer(swap));
        TurnUntil(() => swap.IsDone);
        Assert.True(swap.IsCommitted, swap.Reason.ToString());
    }

    private void TurnUntil(Func<bool> condition)
    {
        Patience.Until("the deployment", () =>
        {
            _cell.Turn();
            return condition();
        });
    }

    private void End(DeploymentCoordinator desk)
    {
        _cell.Stop();
        desk.Stop(Patience.Longest);
        Assert.Null(desk.Failure);
    }
}
