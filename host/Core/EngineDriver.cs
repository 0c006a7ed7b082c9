using System.Diagnostics;
using System.Runtime.InteropServices;
using Strategies.Engine;
using Strategies.Engine.Records;
using Strategies.Journal;
using Strategies.Sdk;
using Strategies.Venues;

namespace Strategies.Core;

/// <summary>
/// Takes inputs one at a time in the order that walks through the house: number and journal it, apply it, journal its
/// outputs,
/// offer those that leave to the order port. It decides nothing but what depends on wall time, and that becomes a
/// record.
/// </summary>
/// <remarks>The hot thread's; allocates nothing after construction.</remarks>
public sealed class EngineDriver
{
    private readonly JournalWriter? _journal;
    private readonly OrderPort _port;
    private ulong _sequence;

    /// <summary>Makes a driver.</summary>
    /// <param name="engine">The engine.</param>
    /// <param name="journal">Where inputs and outputs go; none for a warm-up or a rehearsal.</param>
    /// <param name="port">Where orders go.</param>
    public EngineDriver(TradingEngine engine, JournalWriter? journal, OrderPort port)
    {
        Engine = engine;
        _journal = journal;
        _port = port;
        Metrics = new DriverMetrics();
        _sequence = journal?.LastSequence ?? 0;
    }

    /// <summary>The engine.</summary>
    public TradingEngine Engine { get; }

    /// <summary>What was measured.</summary>
    public DriverMetrics Metrics { get; }

    /// <summary>Number of the last input.</summary>
    public ulong LastSequence => _sequence;

    /// <summary>Result of the last swap request; the driver reads it to commit or refuse.</summary>
    public HandoverPayload LastHandover { get; private set; }

    /// <summary>Takes one input.</summary>
    /// <param name="record">Header and payload; number, cell, epoch and CRC are filled in here.</param>
    /// <param name="takenTimestamp">
    /// <see cref="Stopwatch"/> time at which a market-data packet was taken over, for tick-to-order; zero for other
    /// inputs.
    /// </param>
    /// <returns>The number of the input.</returns>
    public ulong Take(Span<byte> record, long takenTimestamp = 0)
    {
        if (_journal is not null)
        {
            _sequence = _journal.AppendInput(record);
        }
        else
        {
            SequenceWithoutJournal(record);
        }

        Engine.Apply(record);
        Metrics.Inputs++;
        OutputBuffer outputs = Engine.Outputs;
        if (outputs.Length > 0)
        {
            Deliver(outputs, takenTimestamp);
        }

        return _sequence;
    }

    private void SequenceWithoutJournal(Span<byte> record)
    {
        ref RecordHeader header = ref MemoryMarshal.AsRef<RecordHeader>(record);
        header.Sequence = ++_sequence;
    }

    /// <summary>
    /// Orders leave first, in one pass, and only then are the outputs journalled: outputs can be made again from the
    /// inputs.
    /// </summary>
    private void Deliver(OutputBuffer outputs, long takenTimestamp)
    {
        for (int offset = 0; offset < outputs.Length; offset = outputs.NextOffset(offset))
        {
            Span<byte> output = outputs.At(offset);
            ref readonly RecordHeader header = ref RecordWriter.Header(output);
            switch (header.Type)
            {
                case RecordType.NewOrderSingle:
                case RecordType.OrderCancelReplaceRequest:
                case RecordType.OrderCancelRequest:
                    Offer(output, header.Type, takenTimestamp);
                    break;
                case RecordType.OrderRejected:
                    Metrics.CountReject(RecordWriter.Payload<RejectPayload>(output).Reason);
                    break;
                case RecordType.OrderState when RecordWriter.Payload<OrderStatePayload>(output).ExecType == ExecType.Trade:
                    Metrics.Fills++;
                    break;
                case RecordType.SlotState when RecordWriter.Payload<SlotStatePayload>(output).State == SlotState.Quarantined:
                    Metrics.AddQuarantine(in RecordWriter.Payload<SlotStatePayload>(output));
                    break;
                case RecordType.Handover:
                    LastHandover = RecordWriter.Payload<HandoverPayload>(output);
                    break;
            }
        }

        if (_journal is not null)
        {
            for (int offset = 0; offset < outputs.Length; offset = outputs.NextOffset(offset))
            {
                _journal.AppendOutput(outputs.At(offset));
                Metrics.Outputs++;
            }
        }
    }

    private void Offer(ReadOnlySpan<byte> output, RecordType type, long takenTimestamp)
    {
        if (!_port.Offer(output))
        {
            DriverFault.Throw("the order port took no more orders: its table of orders in flight is full");
        }

        Metrics.OrdersOffered += type == RecordType.NewOrderSingle ? 1 : 0;
        Metrics.MessagesOffered++;
        if (takenTimestamp != 0)
        {
            Metrics.RecordTickToOrder(Stopwatch.GetTimestamp() - takenTimestamp);
        }
    }
}
