using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;

namespace Strategies.Benchmarks.Ipc;

/// <summary>A ring each way: claim, fill, publish; poll, read, release.</summary>
internal sealed class RingHop : Hop
{
    private const int Capacity = 1 << 16;

    private readonly RingBuffer _thereRing;
    private readonly RingBuffer _backRing;
    private readonly RingProducer _there;
    private readonly RingConsumer _thereEnd;
    private readonly RingProducer _back;
    private readonly RingConsumer _backEnd;
    private readonly int _payloadBytes;

    internal RingHop(int payloadBytes)
    {
        _payloadBytes = payloadBytes;
        int cell = RegionLocation.CellMax;
        string name = $"benchmark-{Environment.ProcessId}-{payloadBytes}";
        _thereRing = RingBuffer.Create(new RegionLocation(cell, name + "-there"), Capacity);
        _backRing = RingBuffer.Create(new RegionLocation(cell, name + "-back"), Capacity);
        _thereRing.Memory.Unlink(); // Both threads have them mapped; nothing is left behind.
        _backRing.Memory.Unlink();
        (_there, _thereEnd) = (_thereRing.TakeProducer(), _thereRing.TakeConsumer());
        (_back, _backEnd) = (_backRing.TakeProducer(), _backRing.TakeConsumer());
    }

    public override void Dispose()
    {
        _thereRing.Dispose();
        _backRing.Dispose();
    }

    internal override void RoundTrips(long first, int count)
    {
        for (long number = first; number < first + count; number++)
        {
            Send(_there, number);
            Await(_backEnd, number);
        }
    }

    internal override void Answer(long first, int count)
    {
        for (long number = first; number < first + count; number++)
        {
            Await(_thereEnd, number);
            Send(_back, number);
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private void Send(RingProducer producer, long number)
    {
        Span<byte> payload;
        while (!producer.TryClaim(_payloadBytes, 1, out payload))
        {
        }

        foreach (ref long word in MemoryMarshal.Cast<byte, long>(payload))
        {
            word = number;
        }

        producer.Publish();
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static void Await(RingConsumer consumer, long number)
    {
        while (true)
        {
            RingReader reader = consumer.Poll(1);
            if (reader.MoveNext())
            {
                foreach (long word in MemoryMarshal.Cast<byte, long>(reader.Payload))
                {
                    if (word != number)
                    {
                        throw new InvalidOperationException($"{word} arrived, not {number}");
                    }
                }

                consumer.Release();
                return;
            }
        }
    }
}
