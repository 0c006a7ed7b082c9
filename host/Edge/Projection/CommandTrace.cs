using Strategies.Engine.Records;

namespace Strategies.Edge.Projection;

/// <summary>What became of a command: where it stands in the journal and what the engine said to it.</summary>
internal sealed class CommandTrace
{
    private const int AnswersMax = 16;

    private readonly List<byte[]> _answers = [];

    internal required RecordType Type { get; init; }

    /// <summary>Number of the input that it became.</summary>
    internal required ulong Sequence { get; init; }

    internal required long TimeNs { get; init; }

    /// <summary>Of a swap request: number of the commit or refusal; 0 while there is none.</summary>
    internal ulong DecisionSequence { get; set; }

    /// <summary>Of a swap request: what was decided.</summary>
    internal bool IsCommitted { get; set; }

    /// <summary>Of a swap request: why it was refused.</summary>
    internal string Refusal { get; set; } = "";

    /// <summary>Cancel requests that left for it.</summary>
    internal int Cancels { get; private set; }

    /// <summary>Outputs of the command and, for a swap, of its decision, the first ones.</summary>
    internal IReadOnlyList<byte[]> Answers => _answers;

    internal void Take(ReadOnlySpan<byte> output)
    {
        RecordType type = RecordWriter.Header(output).Type;
        if (type == RecordType.OrderCancelRequest)
        {
            Cancels++;
        }
        else if (_answers.Count < AnswersMax)
        {
            _answers.Add(output.ToArray());
        }
    }
}
