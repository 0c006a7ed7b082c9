using Strategies.Engine;
using Strategies.Journal;
using Strategies.Journal.Replay;

namespace Strategies.Driver.Following;

/// <summary>
/// Holds the outputs that whoever follows makes against those that its journal has, while the journal is being written: what follows
/// and comes to something else must not become anybody's truth.
/// </summary>
/// <remarks>
/// An input's outputs are all in the journal when the next input is, but for a writer that was killed in between: whoever recovers
/// appends them first of all, and until then the proof waits.
/// </remarks>
/// <param name="folder">The journal's folder.</param>
/// <param name="after">Outputs of this input and earlier ones were proven by the snapshot behind it.</param>
public sealed class OutputProof(string folder, ulong after) : IDisposable
{
    private readonly OutputComparer _journal = new(folder, after, JournalReadMode.Follow);
    private ulong _proven = after;
    private int _offset;

    /// <summary>The first difference; null as long as there is none. Behind it nothing is compared.</summary>
    public OutputDifference? Difference => _journal.Difference;

    /// <summary>Compares an input's outputs, once the next input is in the journal.</summary>
    /// <param name="outputs">What the engine made of it.</param>
    /// <param name="sequence">The input.</param>
    /// <returns>False while the journal does not have them all.</returns>
    /// <exception cref="JournalException">The recorded outputs are damaged.</exception>
    public bool TryProve(OutputBuffer outputs, ulong sequence)
    {
        if (sequence == _proven || Difference is not null)
        {
            return true;
        }

        for (; _offset < outputs.Length && Difference is null; _offset = outputs.NextOffset(_offset))
        {
            if (!_journal.TryAdd(outputs.At(_offset)))
            {
                return false;
            }
        }

        _offset = 0;
        _proven = sequence;
        return true;
    }

    /// <summary>Closes the journal.</summary>
    public void Dispose() => _journal.Dispose();
}
