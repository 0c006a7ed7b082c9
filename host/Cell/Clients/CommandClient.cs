using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using Strategies.Cell.Processes;
using Strategies.Cell.Regions;
using Strategies.Ipc;
using Strategies.Ipc.Rings;
using Strategies.Records;

namespace Strategies.Cell.Clients;

/// <summary>
/// Puts commands as whole input records into one of the core's rings. Its producer end is taken with the first command,
/// when the core is there to have made the ring. Any thread.
/// </summary>
/// <remarks>
/// A command exists once it is published: a client that is killed before has sent nothing, one that is killed behind it has
/// only not answered. A ring has one producer: while one process has sent a command, no other one can.
/// </remarks>
/// <param name="regions">The cell's regions.</param>
/// <param name="watch">Says whether the core is there.</param>
/// <param name="name">The ring: <see cref="CellRegions.CommandRing"/> or <see cref="CellRegions.DeploymentRing"/>.</param>
/// <param name="sourceId">Its source, of <see cref="SourceIds"/>.</param>
public sealed class CommandClient(CellRegions regions, ProcessWatch watch, string name, ushort sourceId) : IDisposable
{
    private const string Title = "the core takes no commands";

    private readonly Lock _lock = new();
    private RingBuffer? _ring;
    private RingProducer? _producer;

    /// <summary>The source that the core knows this ring's records by.</summary>
    public ushort SourceId => sourceId;

    /// <summary>Puts a command into the ring.</summary>
    /// <param name="ringType">What it is to the consumer.</param>
    /// <param name="type">The record's type.</param>
    /// <param name="timeNs">Session time, ns since 1970-01-01 UTC.</param>
    /// <param name="payload">The payload.</param>
    /// <returns>The number that the ring gave it: its source sequence.</returns>
    /// <exception cref="PeerException">The core is not there, or does not empty the ring.</exception>
    public ulong Send<T>(uint ringType, RecordType type, long timeNs, in T payload)
        where T : unmanaged
    {
        lock (_lock)
        {
            RingProducer producer = Producer();
            ulong sequence = producer.NextSequence;
            RecordHeader header = new()
            {
                Type = type,
                Cell = (ushort)regions.Clock.Cell,
                SourceKind = SourceKind.Operator,
                SourceId = sourceId,
                SourceSequence = sequence,
                ReceiveTimeNs = timeNs,
            };
            Claim(producer, RecordHeader.Size + Unsafe.SizeOf<T>(), ringType, out Span<byte> room);
            RecordWriter.Write(room, header, in payload);
            producer.Publish();
            return sequence;
        }
    }

    /// <summary>Puts a message that is no record into the ring.</summary>
    /// <param name="ringType">What it is to the consumer.</param>
    /// <param name="message">The message.</param>
    /// <returns>The number that the ring gave it.</returns>
    /// <exception cref="PeerException">The core is not there, or does not empty the ring.</exception>
    public ulong Send<T>(uint ringType, in T message)
        where T : unmanaged
    {
        lock (_lock)
        {
            RingProducer producer = Producer();
            ulong sequence = producer.NextSequence;
            Claim(producer, Unsafe.SizeOf<T>(), ringType, out Span<byte> room);
            MemoryMarshal.Write(room, in message);
            producer.Publish();
            return sequence;
        }
    }

    /// <summary>Gives the end back.</summary>
    public void Dispose()
    {
        lock (_lock)
        {
            _ring?.Dispose();
        }
    }

    private static void Claim(RingProducer producer, int length, uint ringType, out Span<byte> room)
    {
        if (!producer.TryClaim(length, ringType, out room))
        {
            throw new PeerException(
                hasEnded: false, Title, "the ring of commands is full", "the core does not take them: see strat status");
        }
    }

    private RingProducer Producer()
    {
        watch.Require(ProcessRole.Core, Title);
        if (_producer is null)
        {
            try
            {
                _ring ??= RingBuffer.Open(regions.At(name));
                _producer = _ring.TakeProducer();
            }
            catch (IpcException exception)
            {
                throw new PeerException(hasEnded: false, Title, $"{exception.What} ({exception.File})", exception.Hint);
            }
        }

        return _producer;
    }
}
