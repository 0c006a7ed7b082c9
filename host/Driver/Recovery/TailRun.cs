using Strategies.Driver.Replay;
using Strategies.Engine;
using Strategies.Journal;
using Strategies.Journal.Replay;
using Strategies.Records;

namespace Strategies.Driver.Recovery;

/// <summary>
/// One attempt of a recovery: every input behind its start, and each output held against the recorded one as it goes. It writes nothing:
/// what the journal lacks is appended when the attempt has come through.
/// </summary>
/// <param name="folder">The journal's folder.</param>
/// <param name="inputs">The run; it has begun.</param>
/// <param name="end">The last input that a killed writer had journalled; 0 where nobody goes on with the journal.</param>
internal sealed class TailRun(string folder, JournalRunner inputs, ulong end) : IDisposable
{
    private readonly OutputComparer _comparer = new(folder, inputs.LastSequence) { MayLackLast = end > 0 };
    private readonly List<byte[]> _missing = [];
    private readonly List<byte[]> _last = [];

    /// <summary>The first difference; null when there is none.</summary>
    internal OutputDifference? Difference => _comparer.Difference;

    /// <summary>Outputs that were found in the journal.</summary>
    internal long Compared => _comparer.Count - _comparer.Unrecorded;

    /// <summary>Outputs that the journal does not have.</summary>
    internal IReadOnlyList<byte[]> Missing => _missing;

    /// <summary>Outputs of the end and behind it.</summary>
    internal IReadOnlyList<byte[]> Last => _last;

    /// <summary>Runs the inputs. Once.</summary>
    /// <param name="options">How far, and who looks beside it.</param>
    /// <param name="mayLackOutputs">
    /// True when the journal may lack outputs of other inputs than the last one, which no kill of its writer explains.
    /// </param>
    internal void Run(RecoveryOptions options, bool mayLackOutputs)
    {
        inputs.Engine.Meter = options.Meter;
        while (Difference is null && inputs.LastSequence < options.ToSequence && inputs.TryNext())
        {
            options.States?.Before(inputs);
            inputs.Apply();
            options.States?.After(inputs);
            Compare(inputs.Engine.Outputs);
        }

        // Whoever drives the engine from here on measures with a meter of its own.
        inputs.Engine.Meter = null;
        if (Difference is null)
        {
            options.States?.Finish(inputs);
        }

        if (Difference is null && options.ToSequence == ulong.MaxValue)
        {
            // Declarations of poisoned slots stand behind an input whose outputs are not there yet.
            _comparer.Finish(mayLackOutputs ? 0 : inputs.CauseSequence);
        }
    }

    /// <summary>Closes the journal; the engine stays as it is.</summary>
    public void Dispose() => _comparer.Dispose();

    private void Compare(OutputBuffer outputs)
    {
        // A record of the driver's at the end goes with its cause: the cause's outputs have left before it was journalled.
        bool isEnd = end > 0 && inputs.LastSequence >= end;
        for (int offset = 0; offset < outputs.Length; offset = outputs.NextOffset(offset))
        {
            Span<byte> output = outputs.At(offset);
            long unrecorded = _comparer.Unrecorded;
            _comparer.Add(output);
            if (_comparer.Unrecorded > unrecorded)
            {
                _missing.Add(output.ToArray());
            }

            if (isEnd)
            {
                _last.Add(output.ToArray());
            }
        }
    }
}
