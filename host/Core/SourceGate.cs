using Strategies.Records;

namespace Strategies.Core;

/// <summary>Lets through the records of one ring that are whole and were not taken before, and counts the others.</summary>
/// <remarks>The hot thread's; allocates nothing.</remarks>
/// <param name="source">What the ring's records come from.</param>
/// <param name="last">Sequence of the last one that is in the journal.</param>
/// <param name="metrics">Where repeats are counted.</param>
internal sealed class SourceGate(SourceKind source, ulong last, CoreMetrics metrics)
{
    private ulong _last = last;

    /// <summary>Records that were not what they should be.</summary>
    internal long Malformed { get; private set; }

    /// <summary>Judges one record.</summary>
    internal bool Lets(ReadOnlySpan<byte> payload, ulong sequence)
    {
        if (sequence <= _last)
        {
            metrics.Repeats++;
            return false;
        }

        // In any case: a record that is none is passed over, and must not come again.
        _last = sequence;
        if (IsWhole(payload, source, sequence))
        {
            return true;
        }

        Malformed++;
        return false;
    }

    /// <summary>True when a ring's payload is a whole record that is what it says. Any thread.</summary>
    /// <param name="payload">What stands in the ring.</param>
    /// <param name="source">What the ring's records come from.</param>
    /// <param name="sequence">The ring's sequence, which the record must bear.</param>
    internal static bool IsWhole(ReadOnlySpan<byte> payload, SourceKind source, ulong sequence)
    {
        if (payload.Length is < RecordHeader.Size or > RecordHeader.RecordBytesMax)
        {
            return false;
        }

        ref readonly RecordHeader header = ref RecordWriter.Header(payload);
        return header.Length == payload.Length && header.SourceKind == source && header.SourceSequence == sequence
            && header.Type < RecordType.FirstOutput;
    }
}
