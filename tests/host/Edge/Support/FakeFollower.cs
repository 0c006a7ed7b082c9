using System.Runtime.InteropServices;
using Strategies.Cell.Messages;
using Strategies.Cell.Processes;
using Strategies.Cell.Regions;
using Strategies.Ipc.Metrics;
using Strategies.Ipc.Rings;
using Strategies.Records;

namespace Strategies.Edge.Tests.Support;

/// <summary>Says of every version what the test says; null says nothing.</summary>
internal sealed class FakeFollower : IDisposable
{
    private readonly Func<RehearsalRequest, string?> _judge;
    private readonly Func<RehearsalVerdict, RehearsalVerdict> _complete;
    private readonly Heartbeat _heartbeat;
    private readonly RingBuffer _requestRing;
    private readonly RingBuffer _verdictRing;
    private readonly RingConsumer _requests;
    private readonly RingProducer _verdicts;
    private readonly CancellationTokenSource _stop = new();
    private readonly Thread _thread;

    /// <param name="cell">The cell; its edge has made the rings.</param>
    /// <param name="judge">Why not; empty for good, null for no answer.</param>
    /// <param name="complete">What else stands in the verdict; none for nothing.</param>
    internal FakeFollower(
        TestCell cell, Func<RehearsalRequest, string?> judge, Func<RehearsalVerdict, RehearsalVerdict>? complete = null)
    {
        _complete = complete ?? (verdict => verdict);
        _judge = judge;
        _heartbeat = Heartbeat.Create(cell.Regions.HeartbeatOf(ProcessRole.Follower));
        _requestRing = RingBuffer.Open(cell.Regions.At(CellRegions.RehearsalRing));
        _verdictRing = RingBuffer.Open(cell.Regions.At(CellRegions.VerdictRing));
        _requests = _requestRing.TakeConsumer();
        _verdicts = _verdictRing.TakeProducer();
        _heartbeat.SetState(HeartbeatState.Running);
        _thread = new Thread(Run) { IsBackground = true };
        _thread.Start();
    }

    internal List<RehearsalRequest> Requests { get; } = [];

    public void Dispose()
    {
        _stop.Cancel();
        _thread.Join();
        _heartbeat.SetState(HeartbeatState.Stopped);
        _heartbeat.Dispose();
        _requestRing.Dispose();
        _verdictRing.Dispose();
        _stop.Dispose();
    }

    private void Run()
    {
        while (!_stop.Token.WaitHandle.WaitOne(1))
        {
            RingReader reader = _requests.Poll(1);
            while (reader.MoveNext())
            {
                RehearsalRequest request = MemoryMarshal.Read<RehearsalRequest>(reader.Payload);
                Requests.Add(request);
                if (_judge(request) is { } reason)
                {
                    RehearsalVerdict verdict = _complete(new()
                    {
                        Id = request.Id,
                        Slot = request.Slot,
                        PackageHash = request.PackageHash,
                        IsGood = reason.Length == 0 ? 1 : 0,
                        Callbacks = 1_000,
                        CallbackNsMax = 2_000,
                        Reason = Text200.From(reason),
                    });
                    _verdicts.TryPublish(1, MemoryMarshal.AsBytes(new ReadOnlySpan<RehearsalVerdict>(in verdict)));
                }
            }

            _requests.Release();
        }
    }
}
