using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using System.Runtime.Intrinsics.X86;
using System.Text;
using Strategies.Feeds;
using Strategies.Records;

namespace Strategies.Bench.Feed;

/// <summary>
/// A day under many instruments: each a copy of the same packets, shifted in time by an amount of its own, all merged by
/// time. Worked out before the run: an event is four bytes (row and instrument) that point into the one tape.
/// </summary>
/// <remarks>
/// Handing a packet over is what a receiving thread does with bytes that have arrived: header, prefix and a copy of the
/// payload in the record buffer. Finding which packet is next is not.
/// </remarks>
internal sealed unsafe class MergedFeed
{
    /// <summary>Shifts are drawn from 0 to this, in ns.</summary>
    internal const long ShiftMaxNs = 3_600_000_000_000;

    private const int InstrumentBits = 7;
    private const int InstrumentMask = (1 << InstrumentBits) - 1;
    private const int PrefetchDistance = 12;
    private static readonly int PrefixBytes = Unsafe.SizeOf<MarketDataPrefix>();
    private readonly long[] _shiftsNs;
    private readonly MarketDataPrefix[] _sessions;
    private readonly uint[] _order;
    private readonly byte* _bytes;
    private readonly int* _offsets;
    private readonly long* _timesNs;

    /// <summary>Merges the copies.</summary>
    /// <param name="tape">The day.</param>
    /// <param name="instruments">How many copies, up to 128.</param>
    /// <param name="seed">Seed of the shifts.</param>
    /// <param name="eventsMax">Most events to merge.</param>
    internal MergedFeed(PacketTape tape, int instruments, ulong seed, long eventsMax)
    {
        ArgumentOutOfRangeException.ThrowIfGreaterThan(instruments, 1 << InstrumentBits);
        ArgumentOutOfRangeException.ThrowIfGreaterThanOrEqual(tape.Count, 1 << (32 - InstrumentBits), nameof(tape));
        Tape = tape;
        _bytes = (byte*)Unsafe.AsPointer(ref MemoryMarshal.GetArrayDataReference(tape.Bytes));
        _offsets = (int*)Unsafe.AsPointer(ref MemoryMarshal.GetArrayDataReference(tape.Offsets));
        _timesNs = (long*)Unsafe.AsPointer(ref MemoryMarshal.GetArrayDataReference(tape.TimesNs));
        _shiftsNs = new long[instruments];
        _sessions = new MarketDataPrefix[instruments];
        Random64 random = new(seed);
        for (int index = 0; index < instruments; index++)
        {
            _shiftsNs[index] = random.Below(ShiftMaxNs + 1);
            _sessions[index] = SessionName.Encode(Encoding.ASCII.GetBytes($"COPY{index + 1:000}"));
        }

        long count = Math.Min(eventsMax, (long)instruments * tape.Count);
        _order = GC.AllocateUninitializedArray<uint>((int)count, pinned: true);
        Merge();
    }

    /// <summary>The day that is copied.</summary>
    internal PacketTape Tape { get; }

    /// <summary>Number of events.</summary>
    internal int Count => _order.Length;

    /// <summary>Row of an event on the tape.</summary>
    internal int RowOf(int index) => (int)(_order[index] >> InstrumentBits);

    /// <summary>Instrument of an event, from 1.</summary>
    internal int InstrumentOf(int index) => (int)(_order[index] & InstrumentMask) + 1;

    /// <summary>When an event's packet is received, ns since 1970-01-01 UTC.</summary>
    internal long TimeNsOf(int index)
    {
        uint entry = _order[index];
        return _timesNs[entry >> InstrumentBits] + _shiftsNs[entry & InstrumentMask];
    }

    /// <summary>
    /// Asks for the memory of a packet some events ahead, as a network card puts packets into the cache before the
    /// thread sees them.
    /// </summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    internal void Prefetch(int index)
    {
        int near = index + PrefetchDistance;
        int far = near + PrefetchDistance;
        if (Sse.IsSupported && far < _order.Length)
        {
            uint row = _order[far] >> InstrumentBits;
            Sse.Prefetch0(_offsets + row);
            Sse.Prefetch0(_timesNs + row);
            byte* packet = _bytes + _offsets[_order[near] >> InstrumentBits];
            Sse.Prefetch0(packet);
            Sse.Prefetch0(packet + 64);
        }
    }

    /// <summary>Hands an event's packet over: builds its record.</summary>
    /// <param name="index">The event.</param>
    /// <param name="record">Where the record goes.</param>
    /// <returns>Bytes of the record.</returns>
    internal int Write(int index, Span<byte> record)
    {
        uint entry = _order[index];
        int instrument = (int)(entry & InstrumentMask);
        uint row = entry >> InstrumentBits;
        byte* packet = _bytes + _offsets[row];
        LobsterPrefix lobster = *(LobsterPrefix*)packet;
        int payload = sizeof(LobsterPrefix) + lobster.LevelSetCount * sizeof(LobsterLevelSet) + lobster.TextLength;
        int length = RecordHeader.Size + PrefixBytes + payload;
        MarketDataPrefix prefix = _sessions[instrument];
        prefix.FirstSequence = prefix.LastSequence = row + 1;
        RecordHeader header = new()
        {
            Length = length,
            FormatVersion = RecordHeader.CurrentFormatVersion,
            Type = RecordType.MarketData,
            PayloadFormat = PayloadFormat.Lobster,
            SourceKind = SourceKind.Feed,
            SourceId = SourceIds.FirstFeed,
            SourceSequence = (ulong)index + 1,
            ReceiveTimeNs = _timesNs[row] + _shiftsNs[instrument],
        };
        lobster.Instrument = instrument + 1;
        MemoryMarshal.Write(record, in header);
        MemoryMarshal.Write(record[RecordHeader.Size..], in prefix);
        Span<byte> target = record.Slice(RecordHeader.Size + PrefixBytes, payload);
        new ReadOnlySpan<byte>(packet, payload).CopyTo(target);
        MemoryMarshal.Write(target, in lobster);
        return length;
    }

    /// <summary>A heap of the copies, the one whose next packet is the earliest on top; equal times by instrument.</summary>
    private void Merge()
    {
        int[] heap = new int[_shiftsNs.Length];
        int[] rows = new int[_shiftsNs.Length];
        for (int index = 0; index < heap.Length; index++)
        {
            heap[index] = index;
        }

        Array.Sort(heap, (left, right) => IsBefore(left, right, rows) ? -1 : left == right ? 0 : 1);
        int size = heap.Length;
        for (int index = 0; index < _order.Length; index++)
        {
            int first = heap[0];
            _order[index] = ((uint)rows[first] << InstrumentBits) | (uint)first;
            if (++rows[first] == Tape.Count)
            {
                heap[0] = heap[--size];
            }

            Sift(heap, rows, size);
        }
    }

    private void Sift(int[] heap, int[] rows, int size)
    {
        int at = 0;
        while (true)
        {
            int child = 2 * at + 1;
            if (child >= size)
            {
                return;
            }

            child += child + 1 < size && IsBefore(heap[child + 1], heap[child], rows) ? 1 : 0;
            if (!IsBefore(heap[child], heap[at], rows))
            {
                return;
            }

            (heap[at], heap[child]) = (heap[child], heap[at]);
            at = child;
        }
    }

    private bool IsBefore(int left, int right, int[] rows)
    {
        long leftNs = _timesNs[rows[left]] + _shiftsNs[left];
        long rightNs = _timesNs[rows[right]] + _shiftsNs[right];
        return leftNs < rightNs || leftNs == rightNs && left < right;
    }
}
