using System.Runtime.CompilerServices;
using Strategies.Cell.Processes;
using Strategies.Cell.Regions;
using Strategies.Edge.Hosting;
using Strategies.Ipc;
using Strategies.Ipc.Rings;
using Strategies.Records;

namespace Strategies.Edge.Commands;

/// <summary>
/// Puts commands as whole input records into one of the core's rings. Its producer end is taken with the first command,
/// when the core is there to have made the ring. Any thread.
/// </summary>
/// <remarks>
/// A command exists once it is published: an edge that is killed before has sent nothing, one that is killed behind it has
/// only not answered.
/// </remarks>
internal sealed class CommandRing(CellRegions regions, ProcessWatch watch, string name, ushort sourceId) : IDisposable
{
    private const string Title = "the core takes no commands";

    private readonly Lock _lock = new();
    private RingBuffer? _ring;
    private RingProducer? _producer;

    internal ushort SourceId => sourceId;

    /// <summary>Puts a command into the ring.</summary>
    /// <param name="ringType">What it is to the consumer.</param>
    /// <param name="type">The record's type.</param>
    /// <param name="timeNs">Session time, ns since 1970-01-01 UTC.</param>
    /// <param name="payload">The payload.</param>
    /// <returns>The number that the ring gave it: its source sequence.</returns>
    /// <exception cref="EdgeException">503: the core is not there, or does not empty the ring.</exception>
    internal ulong Send<T>(uint ringType, RecordType type, long timeNs, in T payload)
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

    /// <summary>Puts a message without a payload into the ring.</summary>
    /// <param name="ringType">What it is to the consumer.</param>
    /// <exception cref="EdgeException">503: the core is not there, or does not empty the ring.</exception>
    internal ulong Send(uint ringType)
    {
        lock (_lock)
        {
            RingProducer producer = Producer();
            ulong sequence = producer.NextSequence;
            Claim(producer, length: 0, ringType, out _);
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
            throw new EdgeException(
                503, Title, "the ring of commands is full", "the core does not take them: see strat status");
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
                throw new EdgeException(503, Title, $"{exception.What} ({exception.File})", exception.Hint);
            }
        }

        return _producer;
    }
}
