using Strategies.Journal;
using Strategies.Records;

namespace Strategies.Bench.Tests.Support;

/// <summary>The counts of a benchmark's measured part, taken from the journal that it left.</summary>
internal sealed class JournalCounts
{
    private readonly Dictionary<RecordType, long> _byType = [];
    private ulong _firstSequence = ulong.MaxValue;
    private ulong _lastSequence;

    /// <summary>Reads a journal.</summary>
    /// <param name="folder">Its folder.</param>
    /// <param name="warmUp">Packets before the measured part, which begins right behind the last of them.</param>
    /// <param name="events">Packets of the measured part, which ends with the last of them.</param>
    internal JournalCounts(string folder, long warmUp, long events)
    {
        CountInputs(folder, warmUp, events);
        CountOutputs(folder);
    }

    internal long Inputs { get; private set; }

    internal long Outputs { get; private set; }

    internal long Fills { get; private set; }

    /// <summary>Bytes of the measured inputs and outputs, each aligned as it lies in the journal.</summary>
    internal long Bytes { get; private set; }

    /// <summary>Records of a type in the measured part.</summary>
    internal long this[RecordType type] => _byType.GetValueOrDefault(type);

    private void CountInputs(string folder, long warmUp, long events)
    {
        long packets = 0;
        using JournalReader inputs = JournalReader.OpenInputs(folder);
        while (inputs.MoveNext() && packets < warmUp + events)
        {
            bool isMeasured = packets >= warmUp;
            packets += inputs.Header.Type == RecordType.MarketData ? 1 : 0;
            if (isMeasured)
            {
                _firstSequence = Math.Min(_firstSequence, inputs.Header.Sequence);
                _lastSequence = inputs.Header.Sequence;
                Inputs++;
                Count(inputs);
                Fills += inputs.Header.Type == RecordType.ExecutionReport
                    && RecordWriter.Payload<ExecutionReportPayload>(inputs.Record).LastQty > 0 ? 1 : 0;
            }
        }
    }

    private void CountOutputs(string folder)
    {
        using JournalReader outputs = JournalReader.OpenOutputs(folder);
        while (outputs.MoveNext())
        {
            if (outputs.Header.Sequence >= _firstSequence && outputs.Header.Sequence <= _lastSequence)
            {
                Outputs++;
                Count(outputs);
            }
        }
    }

    private void Count(JournalReader reader)
    {
        _byType[reader.Header.Type] = this[reader.Header.Type] + 1;
        Bytes += RecordHeader.AlignedLength(reader.Record.Length);
    }
}
