using System.Runtime.InteropServices;
using Strategies.Cell.Messages;
using Strategies.Cell.Regions;
using Strategies.Ipc.Memory;
using Strategies.Ipc.Rings;
using Strategies.Records;

namespace Strategies.Follower.Tests.Support;

/// <summary>The edge's ends of the two rings between edge and follower.</summary>
internal sealed class EdgeRings : IDisposable
{
    private readonly RingBuffer _requestRing;
    private readonly RingBuffer _verdictRing;
    private readonly RingProducer _requests;
    private readonly RingConsumer _verdicts;
    private ulong _id;

    internal EdgeRings(FollowedCell cell)
    {
        CellRegions regions = new(cell.Setup);
        _requestRing = RingBuffer.Create(
            regions.At(CellRegions.RehearsalRing), CellRegions.ControlRingBytes, StalePolicy.Adopt);
        _verdictRing = RingBuffer.Create(
            regions.At(CellRegions.VerdictRing), CellRegions.ControlRingBytes, StalePolicy.Adopt);
        _requests = _requestRing.TakeProducer();
        _verdicts = _verdictRing.TakeConsumer();
    }

    internal ulong Ask(RehearsalAction action, int slot, Hash256 packageHash)
    {
        RehearsalRequest request = new() { Id = ++_id, Action = action, Slot = slot, PackageHash = packageHash };
        Assert.True(_requests.TryPublish(1, MemoryMarshal.AsBytes(new ReadOnlySpan<RehearsalRequest>(in request))));
        return request.Id;
    }

    internal RehearsalVerdict Await(ulong id)
    {
        RehearsalVerdict verdict = default;
        Patience.Until($"a verdict on request {id}", () => TryTake(out verdict));
        Assert.Equal(id, verdict.Id);
        return verdict;
    }

    internal bool TryTake(out RehearsalVerdict verdict)
    {
        RingReader reader = _verdicts.Poll(1);
        bool isThere = reader.MoveNext();
        verdict = isThere ? MemoryMarshal.Read<RehearsalVerdict>(reader.Payload) : default;
        _verdicts.Release();
        return isThere;
    }

    internal RehearsalVerdict Run(RehearsalAction action, int slot, Hash256 packageHash) =>
        Await(Ask(action, slot, packageHash));

    public void Dispose()
    {
        _requestRing.Dispose();
        _verdictRing.Dispose();
    }
}
