namespace Strategies.Ipc.Rings;

/// <summary>
/// Tells records that the receiver has dealt with from new ones, when a consumer starts anew or a producer offers
/// again. The receiver keeps the last sequence with its own work, so that both survive together, and starts with it.
/// One thread; no allocation.
/// </summary>
public sealed class RepeatFilter
{
    /// <summary>A filter that goes on behind a sequence.</summary>
    /// <param name="lastSequence">The last one dealt with; 0 for none.</param>
    public RepeatFilter(ulong lastSequence) => LastSequence = lastSequence;

    /// <summary>The last new sequence.</summary>
    public ulong LastSequence { get; private set; }

    /// <summary>How many repeats were met.</summary>
    public long Repeats { get; private set; }

    /// <summary>True when a record is new: work on it. False when it was seen: drop it.</summary>
    /// <param name="sequence">The record's.</param>
    /// <exception cref="IpcException">A record between was lost.</exception>
    public bool IsNew(ulong sequence)
    {
        if (sequence <= LastSequence)
        {
            Repeats++;
            return false;
        }

        if (sequence != LastSequence + 1)
        {
            throw Gap(LastSequence, sequence, "");
        }

        LastSequence = sequence;
        return true;
    }

    internal static IpcException Gap(ulong last, ulong found, string file) => new(
        IpcFault.SequenceGap,
        $"sequence {found} follows {last}: {found - last - 1} records are missing",
        $"let the producer offer again from sequence {last + 1}",
        file);
}
