using System.Diagnostics;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using Strategies.Engine;
using Strategies.Journal;
using Strategies.Records;
using Strategies.Sdk;
using Strategies.Venues;

namespace Strategies.Driver;

/// <summary>
/// Takes inputs one at a time in the order that walks through the house: number and journal it, apply it, let those of
/// its outputs that leave pass the commit gate, journal all of them behind. So an order never waits for its own output
/// record; a killed driver's missing outputs are made again from the inputs. It decides nothing: what is measured by
/// wall time, a budget that was exceeded, becomes an input of its own.
/// </summary>
/// <remarks>The hot thread's; allocates nothing after construction.</remarks>
public sealed class EngineDriver
{
    private readonly JournalWriter? _journal;
    private readonly byte[] _overrunRecord = new byte[RecordHeader.Size + Unsafe.SizeOf<CallbackOverrunPayload>()];
    private ulong _sequence;

    /// <summary>Makes a driver.</summary>
    /// <param name="engine">The engine.</param>
    /// <param name="journal">Where inputs and outputs go; none for a warm-up or a rehearsal.</param>
    /// <param name="port">Where orders go, all of them through <see cref="Gate"/>.</param>
    /// <param name="meter">
    /// Measures calls into strategies; none for a warm-up, a rehearsal or whoever follows a journal.
    /// </param>
    public EngineDriver(TradingEngine engine, JournalWriter? journal, OrderPort port, BudgetMeter? meter = null)
    {
        Engine = engine;
        Meter = meter;
        engine.Meter = meter;
        _journal = journal;
        Gate = new CommitGate(port);
        Metrics = new DriverMetrics();
        _sequence = journal?.LastSequence ?? 0;
    }

    /// <summary>The engine.</summary>
    public TradingEngine Engine { get; }

    /// <summary>What stands between the engine's outputs and the port: nothing else may offer to that.</summary>
    public CommitGate Gate { get; }

    /// <summary>What was measured.</summary>
    public DriverMetrics Metrics { get; }

    /// <summary>What measures calls into strategies; none where nothing is measured.</summary>
    public BudgetMeter? Meter { get; }

    /// <summary>Number of the last input.</summary>
    public ulong LastSequence => _sequence;

    /// <summary>Result of the last swap request, by which <see cref="SwapDecision"/> commits or refuses.</summary>
    public HandoverPayload LastHandover { get; private set; }

    /// <summary>How long Save took for the last swap request, in ns; 0 where it is not measured.</summary>
    public long LastSaveNs { get; private set; }

    /// <summary>How long Restore took for the last swap request, in ns; 0 where it is not measured.</summary>
    public long LastRestoreNs { get; private set; }

    /// <summary>Bytes that Save and Restore allocated for the last swap request; 0 where it is not measured.</summary>
    public long LastHandoverBytes { get; private set; }

    /// <summary>
    /// Takes one input, and behind it a record for each overrun of its callbacks that the meter does not only count.
    /// </summary>
    /// <param name="record">Header and payload; number, cell, epoch and CRC are filled in here.</param>
    /// <param name="takenTimestamp">
    /// <see cref="Stopwatch"/> time at which a market-data packet was taken over, for tick-to-order; zero for other
    /// inputs.
    /// </param>
    /// <returns>The number of the input.</returns>
    public ulong Take(Span<byte> record, long takenTimestamp = 0)
    {
        TakeOne(record, takenTimestamp);
        // The caller's input; the records of overruns behind it have numbers of their own.
        ulong sequence = _sequence;
        if (Meter is not null)
        {
            long timeNs = RecordWriter.Header(record).ReceiveTimeNs;
            while (Meter.TryTake(out CallbackOverrunPayload overrun))
            {
                // The first behaviour knows bytes alone.
                overrun.Kind = Engine.Behaviour == EngineBehaviour.First && overrun.Kind > OverrunKind.Allocation
                    ? OverrunKind.Allocation
                    : overrun.Kind;
                TakeOverrun(in overrun, timeNs);
            }
        }

        return sequence;
    }

    private void TakeOne(Span<byte> record, long takenTimestamp)
    {
        if (_journal is not null)
        {
            // In the journal before the engine sees it: what it leads to can always be made again.
            _sequence = _journal.AppendInput(record);
        }
        else
        {
            SequenceWithoutJournal(record);
        }

        ref readonly RecordHeader header = ref RecordWriter.Header(record);
        Meter?.BeginRecord(_sequence, header.ReceiveTimeNs);
        Engine.Apply(record);
        Metrics.Inputs++;
        OutputBuffer outputs = Engine.Outputs;
        Metrics.Bytes += RecordHeader.AlignedLength(record.Length) + outputs.Length;
        if (outputs.Length > 0)
        {
            Deliver(outputs, takenTimestamp);
        }

        switch (header.Type)
        {
            case RecordType.SwapRequested:
                LastSaveNs = Meter?.SaveNs ?? 0;
                LastRestoreNs = Meter?.RestoreNs ?? 0;
                LastHandoverBytes = Meter?.HandoverBytes ?? 0;
                break;
            case RecordType.SlotDefinition when record.Length == RecordHeader.Size + Unsafe.SizeOf<SlotDefinitionPayload>():
                Meter?.Define(in RecordWriter.Payload<SlotDefinitionPayload>(record));
                break;
            case RecordType.CallbackOverrun when record.Length == _overrunRecord.Length:
                Metrics.AddOverrun(in RecordWriter.Payload<CallbackOverrunPayload>(record));
                break;
        }
    }

    /// <summary>The callback's outputs have left; what its overrun leads to is an input of its own, at the same time.</summary>
    private void TakeOverrun(in CallbackOverrunPayload overrun, long timeNs)
    {
        RecordHeader header = new()
        {
            Type = RecordType.CallbackOverrun,
            SourceKind = SourceKind.Driver,
            ReceiveTimeNs = timeNs,
        };
        TakeOne(RecordWriter.Write(_overrunRecord, header, in overrun), takenTimestamp: 0);
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
                    Metrics.AddQuarantine(header.Sequence, in RecordWriter.Payload<SlotStatePayload>(output));
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
        Gate.Pass(output);
        Metrics.OrdersOffered += type == RecordType.NewOrderSingle ? 1 : 0;
        Metrics.MessagesOffered++;
        if (takenTimestamp != 0)
        {
            Metrics.RecordTickToOrder(Stopwatch.GetTimestamp() - takenTimestamp);
        }
    }
}
