using Strategies.Records;

namespace Strategies.Projection;

/// <summary>What became of a command: where it stands in the journal and what the engine said to it.</summary>
public sealed class CommandTrace
{
    private const int AnswersMax = 512;

    private readonly List<byte[]> _answers = [];

    public required RecordType Type { get; init; }

    /// <summary>Number of the input that it became.</summary>
    public required ulong Sequence { get; init; }

    public required long TimeNs { get; init; }

    /// <summary>The slot that it is for; 0 for none.</summary>
    public required int Slot { get; init; }

    /// <summary>Of a swap request: number of the commit or refusal; 0 while there is none.</summary>
    public ulong DecisionSequence { get; set; }

    /// <summary>Of a swap request: what was decided.</summary>
    public bool IsCommitted { get; set; }

    /// <summary>Of a swap request: why it was refused.</summary>
    public string Refusal { get; set; } = "";

    /// <summary>Cancel requests that left for it.</summary>
    public int Cancels { get; private set; }

    /// <summary>
    /// What the engine said to the command and, for a swap, to its decision: changes, slots, flattenings, handovers and alerts, and not
    /// the orders that timers sent which were due just then.
    /// </summary>
    public IReadOnlyList<byte[]> Answers => _answers;

    public void Take(ReadOnlySpan<byte> output)
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
        or RecordType.SlotState or RecordType.FlattenState or RecordType.Handover or RecordType.Alert;
}
