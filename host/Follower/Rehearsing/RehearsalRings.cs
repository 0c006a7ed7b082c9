using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using Serilog;
using Strategies.Cell.Messages;
using Strategies.Cell.Regions;
using Strategies.Ipc;
using Strategies.Ipc.Rings;

namespace Strategies.Follower.Rehearsing;

/// <summary>
/// The two rings between edge and follower, which the edge makes. Nothing here waits: rings that are not there yet, or
/// cannot be used, are looked for again.
/// </summary>
/// <remarks>
/// A request is released as soon as it is taken: a follower that was killed over it does not do it again, and whoever
/// asked gets no answer.
/// </remarks>
/// <param name="regions">The cell's regions.</param>
/// <param name="log">The process's log.</param>
internal sealed class RehearsalRings(CellRegions regions, ILogger log) : IDisposable
{
    private const uint RingType = 1;
    private const long LookEveryNs = 50_000_000;

    private readonly Queue<RehearsalVerdict> _answers = new();
    private RingBuffer? _requestRing;
    private RingBuffer? _verdictRing;
    private RingConsumer? _requests;
    private RingProducer? _verdicts;
    private long _nextLookNs;
    private IpcFault _told;

    /// <summary>Takes the next request.</summary>
    /// <param name="request">The request.</param>
    /// <returns>False when there is none.</returns>
    internal bool TryTake(out RehearsalRequest request)
    {
        request = default;
        if (!TryOpen())
        {
            return false;
        }

        try
        {
            RingReader reader = _requests!.Poll(1);
            bool isThere = reader.MoveNext();
            bool isGood = isThere
                && reader.Type == RingType
                && reader.Payload.Length == Unsafe.SizeOf<RehearsalRequest>();
            request = isGood ? MemoryMarshal.Read<RehearsalRequest>(reader.Payload) : default;
            // Before it is done: one that ends the follower must not be met again by the next.
            _requests.Release();
            return isGood;
        }
        catch (IpcException exception)
        {
            Log(exception);
            Close();
            return false;
        }
    }

    /// <summary>Answers a request, as soon as there is room.</summary>
    /// <param name="verdict">The answer.</param>
    internal void Answer(in RehearsalVerdict verdict)
    {
        _answers.Enqueue(verdict);
        Flush();
    }

    /// <summary>Puts answers into the ring that had no room before.</summary>
    internal void Flush()
    {
        while (_answers.Count > 0 && TryOpen())
        {
            RehearsalVerdict verdict = _answers.Peek();
            if (!_verdicts!.TryPublish(RingType, MemoryMarshal.AsBytes(new ReadOnlySpan<RehearsalVerdict>(in verdict))))
            {
                return;
            }

            // Only when it is in the ring.
            _answers.Dequeue();
        }
    }

    public void Dispose() => Close();

    private bool TryOpen()
    {
        if (_verdicts is not null)
        {
            return true;
        }

        long nowNs = MonotonicClock.NowNs;
        if (nowNs < _nextLookNs)
        {
            return false;
        }

        _nextLookNs = nowNs + LookEveryNs;
        try
        {
            _requestRing ??= RingBuffer.Open(regions.At(CellRegions.RehearsalRing));
            _verdictRing ??= RingBuffer.Open(regions.At(CellRegions.VerdictRing));
            _requests ??= _requestRing.TakeConsumer();
            // Last: by it the rings count as open.
            _verdicts = _verdictRing.TakeProducer();
            _told = IpcFault.None;
            return true;
        }
        catch (IpcException exception)
        {
            if (exception.Fault != IpcFault.RegionMissing)
            {
                Log(exception);
            }

            return false;
        }
    }

    private void Log(IpcException exception)
    {
        if (_told != exception.Fault)
        {
            _told = exception.Fault;
            log.Warning("rehearsals cannot be asked for: {Problem}", exception.Message);
        }
    }

    private void Close()
    {
        _requestRing?.Dispose();
        _verdictRing?.Dispose();
        (_requestRing, _verdictRing, _requests, _verdicts) = (null, null, null, null);
    }
}
