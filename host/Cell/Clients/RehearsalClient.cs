using System.Collections.Concurrent;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using Serilog;
using Strategies.Cell.Messages;
using Strategies.Cell.Processes;
using Strategies.Cell.Regions;
using Strategies.Ipc;
using Strategies.Ipc.Memory;
using Strategies.Ipc.Rings;
using Strategies.Records;

namespace Strategies.Cell.Clients;

/// <summary>
/// Asks the follower to rehearse versions and to run shadows, and hears its verdicts. Makes the two rings between them, or
/// goes on with those of an ended client. Any thread.
/// </summary>
public sealed class RehearsalClient : IDisposable
{
    private const uint MessageType = 1;
    private const int DrainMax = 64;
    private static readonly TimeSpan LookEvery = TimeSpan.FromMilliseconds(200);
    private static readonly TimeSpan Poll = TimeSpan.FromMilliseconds(3);

    private readonly Lock _lock = new();
    private readonly ProcessWatch _watch;
    private readonly ILogger _log;
    private readonly RingBuffer _requests;
    private readonly RingBuffer _verdicts;
    private readonly RingProducer _producer;
    private readonly RingConsumer _consumer;
    private readonly ConcurrentDictionary<ulong, TaskCompletionSource<RehearsalVerdict>> _pending = [];
    private readonly CancellationTokenSource _stop = new();
    private readonly Thread _thread;
    private ulong _lastId;

    /// <summary>Takes the client's ends.</summary>
    /// <param name="regions">The cell's regions.</param>
    /// <param name="watch">Says whether the follower is there.</param>
    /// <param name="log">Where is said what could not be read.</param>
    /// <exception cref="IpcException">A ring cannot be made, or another client has it.</exception>
    public RehearsalClient(CellRegions regions, ProcessWatch watch, ILogger log)
    {
        _watch = watch;
        _log = log;
        _requests = Make(regions.At(CellRegions.RehearsalRing));
        _verdicts = Make(regions.At(CellRegions.VerdictRing));
        _producer = _requests.TakeProducer();
        _consumer = _verdicts.TakeConsumer();
        _thread = new Thread(Listen) { IsBackground = true, Name = "verdicts" };
        _thread.Start();
    }

    /// <summary>How long a verdict is waited for.</summary>
    public TimeSpan Patience { get; set; } = TimeSpan.FromSeconds(60);

    /// <summary>Asks the follower and waits for its verdict.</summary>
    /// <param name="action">What is asked.</param>
    /// <param name="slot">The slot, from 1.</param>
    /// <param name="hash">The version; none to stop a shadow.</param>
    /// <param name="stop">Ends the waiting; the request stays in the ring.</param>
    /// <returns>Null when none came in time.</returns>
    /// <exception cref="PeerException">The follower is not there, takes no requests, or ended over it.</exception>
    public async Task<RehearsalVerdict?> Ask(RehearsalAction action, int slot, Hash256 hash, CancellationToken stop)
    {
        ProcessIdentity follower = _watch.Require(ProcessRole.Follower, "no follower: the version cannot be rehearsed");
        TaskCompletionSource<RehearsalVerdict> pending = new(TaskCreationOptions.RunContinuationsAsynchronously);
        ulong id = Send(action, slot, hash, pending);
        try
        {
            return await Await(pending.Task, follower, stop);
        }
        finally
        {
            _pending.TryRemove(id, out _);
        }
    }

    /// <summary>A follower that is killed over a request never answers it, nor does the next one.</summary>
    private async Task<RehearsalVerdict?> Await(
        Task<RehearsalVerdict> verdict, ProcessIdentity follower, CancellationToken stop)
    {
        long end = Environment.TickCount64 + (long)Patience.TotalMilliseconds;
        while (Environment.TickCount64 < end)
        {
            TimeSpan left = TimeSpan.FromMilliseconds(Math.Max(1, end - Environment.TickCount64));
            await Task.WhenAny(verdict, Task.Delay(left < LookEvery ? left : LookEvery, stop));
            stop.ThrowIfCancellationRequested();
            if (verdict.IsCompleted)
            {
                return await verdict;
            }

            if (!follower.IsAlive())
            {
                throw new PeerException(
                    hasEnded: true,
                    "the follower ended",
                    $"{follower} ended before it gave its verdict",
                    "its log says whether the version did that; the supervisor starts it again, then deploy again");
            }
        }

        return null;
    }

    /// <summary>Gives both rings back.</summary>
    public void Dispose()
    {
        _stop.Cancel();
        _thread.Join();
        _requests.Dispose();
        _verdicts.Dispose();
        _stop.Dispose();
    }

    private static RingBuffer Make(RegionLocation location)
    {
        try
        {
            return RingBuffer.Create(location, CellRegions.ControlRingBytes, StalePolicy.Adopt);
        }
        catch (IpcException exception)
            when (exception.Fault is not (IpcFault.Owned or IpcFault.NotPermitted or IpcFault.NoSpace))
        {
            // Of another start of the host, or of another build: nothing in it can be used.
            return RingBuffer.Create(location, CellRegions.ControlRingBytes, StalePolicy.Replace);
        }
    }

    private ulong Send(
        RehearsalAction action, int slot, Hash256 hash, TaskCompletionSource<RehearsalVerdict> pending)
    {
        lock (_lock)
        {
            // An ended client's requests may still be answered: no number is given twice, whoever gives it.
            ulong now = (ulong)(DateTime.UtcNow - DateTime.UnixEpoch).Ticks;
            RehearsalRequest request =
                new() { Id = Math.Max(now, _lastId + 1), Action = action, Slot = slot, PackageHash = hash };
            _lastId = request.Id;
            _pending[request.Id] = pending;
            ReadOnlySpan<byte> bytes = MemoryMarshal.AsBytes(new ReadOnlySpan<RehearsalRequest>(in request));
            if (!_producer.TryPublish(MessageType, bytes))
            {
                _pending.TryRemove(request.Id, out _);
                throw new PeerException(
                    hasEnded: false, "the follower takes no requests", "its ring is full", "see strat status: does the follower run?");
            }

            return request.Id;
        }
    }

    private void Listen()
    {
        while (!_stop.Token.WaitHandle.WaitOne(Poll))
        {
            try
            {
                Drain();
            }
            catch (IpcException exception)
            {
                _log.Error("verdicts are no longer heard: {Problem}", exception.Message);
                return;
            }
        }
    }

    private void Drain()
    {
        RingReader verdicts = _consumer.Poll(DrainMax);
        while (verdicts.MoveNext())
        {
            if (verdicts.Payload.Length < Unsafe.SizeOf<RehearsalVerdict>())
            {
                _log.Warning("a verdict of {Bytes} bytes is passed over", verdicts.Payload.Length);
                continue;
            }

            RehearsalVerdict verdict = MemoryMarshal.Read<RehearsalVerdict>(verdicts.Payload);
            if (_pending.TryGetValue(verdict.Id, out TaskCompletionSource<RehearsalVerdict>? pending))
            {
                pending.TrySetResult(verdict);
            }
        }

        _consumer.Release();
    }
}
