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

public sealed class CommandClientTests : IDisposable
{
    private const long TimeNs = 1_340_000_000_000_000_000;

    private readonly CellFolder _folder = new();
    private readonly KillSwitchPayload _kill = new() { IsSet = 1, Who = Text32.From("test") };

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void Without_a_core_at_work_a_command_is_refused_and_not_kept()
    {
        using CommandClient client = Client();
        PeerException missing = Assert.Throws<PeerException>(() => Send(client));
        Assert.Equal((false, "the core takes no commands", "the core is not running"), (missing.HasEnded, missing.Title, missing.Detail));
        using Heartbeat heartbeat = Heartbeat.Create(_folder.Regions.HeartbeatOf(ProcessRole.Core));
        Assert.Contains("the core is starting", Assert.Throws<PeerException>(() => Send(client)).Detail, StringComparison.Ordinal);
        heartbeat.SetState(HeartbeatState.Running);
        Assert.Throws<PeerException>(() => Send(client));
        using RingBuffer ring = RingBuffer.Create(_folder.Regions.At(CellRegions.CommandRing), CellRegions.ControlRingBytes);
        Assert.Equal(1ul, Send(client));
    }

    [Fact]
    public void A_command_is_a_whole_record_with_the_rings_number_and_the_end_of_the_day_a_message_without_one()
    {
        using Heartbeat core = Core();
        using RingBuffer ring = RingBuffer.Create(
            _folder.Regions.At(CellRegions.CommandRing), CellRegions.ControlRingBytes, firstSequence: 41);
        using RingConsumer consumer = ring.TakeConsumer();
        using CommandClient client = Client();
        Assert.Equal(41ul, Send(client));
        Assert.Equal(42ul, client.Send((uint)CommandRingType.EndDay, new EndOfDayPayload { Who = Text32.From("anna"u8) }));

        RingReader reader = consumer.Poll(8);
        Assert.True(reader.MoveNext());
        Assert.Equal((uint)CommandRingType.Record, reader.Type);
        RecordHeader header = RecordWriter.Header(reader.Payload);
        Assert.Equal(
            (RecordType.KillSwitch, SourceKind.Operator, SourceIds.Commands, 41ul, TimeNs, reader.Payload.Length),
            (header.Type, header.SourceKind, header.SourceId, header.SourceSequence, header.ReceiveTimeNs, header.Length));
        KillSwitchPayload sent = RecordWriter.Payload<KillSwitchPayload>(reader.Payload);
        Assert.Equal((_kill.Scope, 1, "test"), (sent.Scope, sent.IsSet, sent.Who.ToString()));
        Assert.True(reader.MoveNext());
        Assert.Equal((uint)CommandRingType.EndDay, reader.Type);
        Assert.Equal("anna", MemoryMarshal.Read<EndOfDayPayload>(reader.Payload).Who.ToString());
        Assert.False(reader.MoveNext());
    }

    [Fact]
    public void A_ring_that_the_core_does_not_empty_is_told()
    {
        using Heartbeat core = Core();
        using RingBuffer ring = RingBuffer.Create(_folder.Regions.At(CellRegions.CommandRing), 4_096);
        using CommandClient client = Client();
        PeerException? full = null;
        for (int command = 0; command < 4_096 && full is null; command++)
        {
            full = Record.Exception(() => Send(client)) as PeerException;
        }

        Assert.Equal("the ring of commands is full", full?.Detail);
    }

    [Fact]
    public void While_one_client_has_the_ring_another_one_is_refused()
    {
        using Heartbeat core = Core();
        using RingBuffer ring = RingBuffer.Create(_folder.Regions.At(CellRegions.CommandRing), CellRegions.ControlRingBytes);
        using CommandClient second = Client();
        using (CommandClient first = Client())
        {
            Assert.Equal(1ul, Send(first));
            Assert.Equal("the core takes no commands", Assert.Throws<PeerException>(() => Send(second)).Title);
        }

        Assert.Equal(2ul, Send(second));
    }

    private CommandClient Client() =>
        new(_folder.Regions, new ProcessWatch(_folder.Regions), CellRegions.CommandRing, SourceIds.Commands);

    private Heartbeat Core()
    {
        Heartbeat heartbeat = Heartbeat.Create(_folder.Regions.HeartbeatOf(ProcessRole.Core));
        heartbeat.SetState(HeartbeatState.Running);
        return heartbeat;
    }

    private ulong Send(CommandClient client) =>
        client.Send((uint)CommandRingType.Record, RecordType.KillSwitch, TimeNs, in _kill);
}
