using Strategies.Engine;
using Strategies.Records;

namespace Strategies.Core;

/// <summary>
/// Lets through the records of one ring that are whole and are no repeats, and counts the others: what it drops is not
/// journalled.
/// </summary>
/// <remarks>
/// <para>Who does what with a number: the ring's consumer refuses a gap; this gate asks the engine's rule
/// (<see cref="TradingEngine.IsRepeat"/>) before a record is journalled, and remembers nothing itself; the engine asks it
/// again of everything it applies, in a replay too, and moves its table. A core that starts anew has the table from the
/// journal, so what the core before it had journalled and not released is dropped here.</para>
/// <para>The hot thread's; allocates nothing.</para>
/// </remarks>
/// <param name="source">What the ring's records come from.</param>
/// <param name="id">Number of the source within its kind.</param>
/// <param name="engine">Knows how far each source is in the journal.</param>
/// <param name="metrics">Where repeats are counted.</param>
public sealed class SourceGate(SourceKind source, ushort id, TradingEngine engine, CoreMetrics metrics)
{
    /// <summary>Records that were not what they should be.</summary>
    public long Malformed { get; private set; }

    /// <summary>Judges one record.</summary>
    /// <param name="payload">What the ring has.</param>
    /// <param name="sequence">The ring's number for it.</param>
    public bool Lets(ReadOnlySpan<byte> payload, ulong sequence)
    {
        // One whose source the engine does not remember could come twice.
        if (!IsWhole(payload, source, id, sequence) || !TradingEngine.IsNumbered(in RecordWriter.Header(payload)))
        {
            Malformed++;
            return false;
        }

        if (engine.IsRepeat(in RecordWriter.Header(payload)))
        {
            metrics.Repeats++;
            return false;
        }

        return true;
    }

    /// <summary>True when a ring's payload is a whole record that is what it says. Any thread.</summary>
    /// <param name="payload">What stands in the ring.</param>
    /// <param name="source">What the ring's records come from.</param>
    /// <param name="id">Number of the source within its kind.</param>
    /// <param name="sequence">The ring's sequence, which the record must bear.</param>
    public static bool IsWhole(ReadOnlySpan<byte> payload, SourceKind source, ushort id, ulong sequence)
    {
        if (payload.Length is < RecordHeader.Size or > RecordHeader.RecordBytesMax)
        {
            return false;
        }

        ref readonly RecordHeader header = ref RecordWriter.Header(payload);
        return header.Length == payload.Length && header.SourceKind == source && header.SourceId == id
            && header.SourceSequence == sequence
            && header.Type < RecordType.FirstOutput;
    }
}
