using System.Diagnostics;
using System.Numerics;
using System.Runtime.CompilerServices;
using Strategies.Bench.Feed;
using Strategies.Journal;
using Strategies.Records;

namespace Strategies.Bench.Phases;

/// <summary>
/// The real journal and real records: packets of the day, 64 at a time, ready in the cache as a record is that was just
/// built. Beside it the least that an append could be: a copy and a checksum of the same bytes into touched memory.
/// </summary>
internal sealed class AppendPhase
{
    private const int RecordStride = 1 << 13;
    private const int CopyBytes = 1 << 26;
    private readonly byte[] _records = GC.AllocateArray<byte>(PhaseTimes.BatchCalls * RecordStride, pinned: true);
    private readonly int[] _lengths = new int[PhaseTimes.BatchCalls];
    private readonly byte[] _copies = GC.AllocateArray<byte>(CopyBytes, pinned: true);
    private readonly MergedFeed _feed;
    private int _copyOffset;
    private int _next;

    /// <summary>Prepares the phase.</summary>
    /// <param name="feed">Where the records come from.</param>
    internal AppendPhase(MergedFeed feed)
    {
        _feed = feed;
        Array.Fill(_copies, (byte)1);
    }

    /// <summary>The journal's times.</summary>
    internal PhaseTimes Journal { get; } = new();

    /// <summary>The bare copy's times.</summary>
    internal PhaseTimes Copy { get; } = new();

    /// <summary>Sum of the bare copies' checksums: keeps their work from being left out.</summary>
    internal uint Checksum { get; private set; }

    internal void Run(JournalWriter journal, int calls)
    {
        for (int call = 0; call < calls; call += 2 * PhaseTimes.BatchCalls)
        {
            Build();
            JournalBatch(journal);
            Build();
            JournalSingles(journal);
            CopyBatch();
        }
    }

    private Span<byte> RecordAt(int index) => _records.AsSpan(index * RecordStride, _lengths[index]);

    private void Build()
    {
        for (int index = 0; index < PhaseTimes.BatchCalls; index++)
        {
            _lengths[index] = _feed.Write(_next, _records.AsSpan(index * RecordStride, RecordStride));
            _next = _next + 1 < _feed.Count ? _next + 1 : 0;
        }
    }

    private void JournalBatch(JournalWriter journal)
    {
        long started = Stopwatch.GetTimestamp();
        for (int index = 0; index < PhaseTimes.BatchCalls; index++)
        {
            journal.AppendInput(RecordAt(index));
        }

        Journal.AddBatch(Stopwatch.GetTimestamp() - started);
    }

    private void JournalSingles(JournalWriter journal)
    {
        for (int index = 0; index < PhaseTimes.BatchCalls; index++)
        {
            Span<byte> record = RecordAt(index);
            long started = Stopwatch.GetTimestamp();
            journal.AppendInput(record);
            Journal.AddSingle(Stopwatch.GetTimestamp() - started);
        }
    }

    private void CopyBatch()
    {
        if (_copyOffset > CopyBytes - PhaseTimes.BatchCalls * RecordStride)
        {
            _copyOffset = 0;
        }

        uint checksum = 0;
        int offset = _copyOffset;
        long started = Stopwatch.GetTimestamp();
        for (int index = 0; index < PhaseTimes.BatchCalls; index++)
        {
            Span<byte> record = RecordAt(index);
            record.CopyTo(_copies.AsSpan(offset));
            checksum ^= PlainCrc(record);
            offset += RecordHeader.AlignedLength(record.Length);
        }

        Copy.AddBatch(Stopwatch.GetTimestamp() - started);
        Checksum ^= checksum;
        _copyOffset = offset;
    }

    /// <summary>
    /// CRC32C with the processor's instruction, eight bytes after eight, and nothing cleverer: the baseline stays the
    /// same when the journal's own checksum gets faster.
    /// </summary>
    internal static uint PlainCrc(ReadOnlySpan<byte> bytes)
    {
        uint crc = uint.MaxValue;
        ref byte at = ref System.Runtime.InteropServices.MemoryMarshal.GetReference(bytes);
        int left = bytes.Length;
        for (; left >= 8; left -= 8)
        {
            crc = BitOperations.Crc32C(crc, Unsafe.ReadUnaligned<ulong>(ref at));
            at = ref Unsafe.Add(ref at, 8);
        }

        for (; left > 0; left--)
        {
            crc = BitOperations.Crc32C(crc, at);
            at = ref Unsafe.Add(ref at, 1);
        }

        return ~crc;
    }
}
