using Strategies.Engine.Records;

namespace Strategies.Edge.Projection;

/// <summary>What became of a command: where it stands in the journal and what the engine said to it.</summary>
internal sealed class CommandTrace
{
    private const int AnswersMax = 64;

    private readonly List<byte[]> _answers = [];

    internal required RecordType Type { get; init; }

    /// <summary>Number of the input that it became.</summary>
    internal required ulong Sequence { get; init; }

    internal required long TimeNs { get; init; }

    /// <summary>The slot that it is for; 0 for none.</summary>
    internal required int Slot { get; init; }

    /// <summary>Of a swap request: number of the commit or refusal; 0 while there is none.</summary>
    internal ulong DecisionSequence { get; set; }

    /// <summary>Of a swap request: what was decided.</summary>
    internal bool IsCommitted { get; set; }

    /// <summary>Of a swap request: why it was refused.</summary>
    internal string Refusal { get; set; } = "";

    /// <summary>Cancel requests that left for it.</summary>
    internal int Cancels { get; private set; }

    /// <summary>
    /// What the engine said to the command and, for a swap, to its decision: changes, slots, handovers and alerts, and not
    /// the orders that timers sent which were due just then.
    /// </summary>
    internal IReadOnlyList<byte[]> Answers => _answers;

    internal void Take(ReadOnlySpan<byte> output)
    {
        RecordType type = RecordWriter.Header(output).Type;
        if (type == RecordType.OrderCancelRequest)
        {
            Cancels++;
        }
        else if (IsAnswer(type) && _answers.Count < AnswersMax)
        {
            _answers.Add(output.ToArray());
        }
    }

    private static bool IsAnswer(RecordType type) => type is RecordType.LimitChanged or RecordType.ParameterChanged
        or RecordType.SlotState or RecordType.Handover or RecordType.Alert;
}
