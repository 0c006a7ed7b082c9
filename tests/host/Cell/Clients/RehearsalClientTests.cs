using System.Runtime.InteropServices;
using Strategies.Cell.Clients;
using Strategies.Cell.Messages;
using Strategies.Cell.Processes;
using Strategies.Cell.Regions;
using Strategies.Cell.Tests.Support;
using Strategies.Ipc.Metrics;
using Strategies.Ipc.Rings;
using Strategies.Records;

namespace Strategies.Cell.Tests.Clients;

public sealed class RehearsalClientTests : IDisposable
{
    private readonly CellFolder _folder = new();
    private readonly RehearsalClient _client;

    public RehearsalClientTests() =>
        _client = new RehearsalClient(_folder.Regions, new ProcessWatch(_folder.Regions), Serilog.Core.Logger.None);

    public void Dispose()
    {
        _client.Dispose();
        _folder.Dispose();
    }

    [Fact]
    public async Task Without_a_follower_nothing_is_asked()
    {
        PeerException refused = await Assert.ThrowsAsync<PeerException>(() => Ask(slot: 1));
        Assert.Equal((false, "the follower is not running"), (refused.HasEnded, refused.Detail));
        using RingBuffer requests = RingBuffer.Open(_folder.Regions.At(CellRegions.RehearsalRing));
        Assert.Equal(0ul, requests.LastPublishedSequence);
    }

    [Fact]
    public async Task Each_verdict_goes_to_the_request_of_its_number_in_whatever_order_they_come()
    {
        using Heartbeat follower = Follower();
        Task<RehearsalVerdict?> first = Ask(slot: 1);
        Task<RehearsalVerdict?> second = Ask(slot: 2);
        using RingBuffer verdicts = RingBuffer.Open(_folder.Regions.At(CellRegions.VerdictRing));
        using RingProducer producer = verdicts.TakeProducer();
        RehearsalRequest[] requests = Requests();
        Assert.Equal([1, 2], requests.Select(request => request.Slot));
        Assert.True(requests[1].Id > requests[0].Id);
        foreach (RehearsalRequest request in requests.Reverse())
        {
            RehearsalVerdict verdict = new() { Id = request.Id, Slot = request.Slot, IsGood = 1, Callbacks = 10 + request.Slot };
            Assert.True(producer.TryPublish(1, MemoryMarshal.AsBytes(new ReadOnlySpan<RehearsalVerdict>(in verdict))));
        }

        Assert.Equal((11, 12), ((await first)!.Value.Callbacks, (await second)!.Value.Callbacks));
    }

    [Fact]
    public async Task A_follower_that_says_nothing_gives_no_verdict_when_patience_ends()
    {
        using Heartbeat follower = Follower();
        _client.Patience = TimeSpan.FromMilliseconds(20);
        Assert.Null(await Ask(slot: 1));
        Assert.Single(Requests());
    }

    private Task<RehearsalVerdict?> Ask(int slot) =>
        _client.Ask(RehearsalAction.Rehearse, slot, Hash256.Of([1]), TestContext.Current.CancellationToken);

    private Heartbeat Follower()
    {
        Heartbeat heartbeat = Heartbeat.Create(_folder.Regions.HeartbeatOf(ProcessRole.Follower));
        heartbeat.SetState(HeartbeatState.Running);
        return heartbeat;
    }

    private RehearsalRequest[] Requests()
    {
        using RingBuffer ring = RingBuffer.Open(_folder.Regions.At(CellRegions.RehearsalRing));
        using RingConsumer consumer = ring.TakeConsumer();
        List<RehearsalRequest> requests = [];
        RingReader reader = consumer.Poll(8);
        while (reader.MoveNext())
        {
            requests.Add(MemoryMarshal.Read<RehearsalRequest>(reader.Payload));
        }

        consumer.Release();
        return [.. requests];
    }
}
