using Strategies.Records;

namespace Strategies.Projection;

/// <summary>The operators' commands of the journal, the last ones, by the number that their ring gave them.</summary>
public sealed class CommandTraces
{
    private const int Kept = 10_000;

    private readonly Dictionary<(ushort Id, ulong SourceSequence), CommandTrace> _bySource = [];
    private readonly Dictionary<ulong, CommandTrace> _byCause = [];
    private readonly Queue<(ushort Id, ulong SourceSequence, ulong Sequence)> _order = [];

    public CommandTrace? Find(ushort sourceId, ulong sourceSequence) =>
        _bySource.GetValueOrDefault((sourceId, sourceSequence));

    public void Begin(in RecordHeader header, ReadOnlySpan<byte> record)
    {
        CommandTrace trace = new()
        {
            Type = header.Type,
            Sequence = header.Sequence,
            TimeNs = header.ReceiveTimeNs,
            Slot = SlotOf(header.Type, record),
        };
        _bySource[(header.SourceId, header.SourceSequence)] = trace;
        _byCause[header.Sequence] = trace;
        _order.Enqueue((header.SourceId, header.SourceSequence, header.Sequence));
        if (_order.Count > Kept)
        {
            (ushort id, ulong sourceSequence, ulong sequence) = _order.Dequeue();
            if (_byCause.Remove(sequence, out CommandTrace? old))
            {
                _byCause.Remove(old.DecisionSequence);
                _bySource.Remove((id, sourceSequence));
            }
        }
    }

    public void Decide(in RecordHeader header, in SwapDecisionPayload decision)
    {
        if (_byCause.TryGetValue(decision.RequestSequence, out CommandTrace? trace))
        {
            trace.DecisionSequence = header.Sequence;
            trace.IsCommitted = header.Type == RecordType.SwapCommitted;
            trace.Refusal = decision.Reason.ToString();
            _byCause[header.Sequence] = trace;
        }
    }

    public void Answer(ReadOnlySpan<byte> output)
    {
        if (_byCause.TryGetValue(RecordWriter.Header(output).Sequence, out CommandTrace? trace))
        {
            trace.Take(output);
        }
    }

    private static int SlotOf(RecordType type, ReadOnlySpan<byte> record) => type switch
    {
        RecordType.SlotControl when Payload.TryRead(record, out SlotControlPayload control) => control.Slot,
        RecordType.ParameterSet when Payload.TryRead(record, out ParameterSetPayload parameter) => parameter.Slot,
        RecordType.SwapRequested when Payload.TryRead(record, out SwapRequestedPayload request) => request.Slot,
        _ => 0,
    };
}
