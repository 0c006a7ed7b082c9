using System.Runtime.CompilerServices;
using Strategies.Journal;
using Strategies.Records;
using Strategies.Sdk;

namespace Strategies.Cells.Checking;

/// <summary>
/// Reads a journal record by record and looks for what must not be: an order sent or accepted twice, a fill counted
/// twice, a source that repeats itself or leaves something out.
/// </summary>
/// <param name="folder">The journal; nobody writes it.</param>
internal sealed class OrderBookkeeping(string folder)
{
    private readonly Dictionary<(SourceKind, ushort), ulong> _sources = [];
    private readonly HashSet<ulong> _accepted = [];
    private readonly HashSet<(ushort Venue, ulong ExecId)> _fills = [];
    private readonly Dictionary<ulong, (long Traded, long Cum)> _traded = [];
    private readonly Dictionary<ushort, ulong> _lastMessages = [];

    /// <summary>What is not as it must be.</summary>
    internal List<string> Problems { get; } = [];

    /// <summary>Orders and requests that left the engine.</summary>
    internal long Requests { get; private set; }

    /// <summary>Fills.</summary>
    internal long Fills => _fills.Count;

    /// <summary>Reads everything.</summary>
    internal void Run()
    {
        using (JournalReader inputs = JournalReader.OpenInputs(folder))
        {
            while (inputs.MoveNext())
            {
                Input(inputs);
            }
        }

        foreach ((ulong order, (long traded, long cum)) in _traded)
        {
            Require(traded == cum, $"order {order}: the fills are {traded}, the venue said {cum}");
        }

        HashSet<ulong> sent = [];
        using JournalReader outputs = JournalReader.OpenOutputs(folder);
        while (outputs.MoveNext())
        {
            switch (outputs.Header.Type)
            {
                case RecordType.NewOrderSingle:
                    ulong order = RecordWriter.Payload<OrderPayload>(outputs.Record).OrderId;
                    Require(sent.Add(order), $"order {order} is twice in the outputs");
                    Requests++;
                    break;
                case RecordType.OrderCancelReplaceRequest or RecordType.OrderCancelRequest:
                    Requests++;
                    break;
            }
        }
    }

    private void Input(JournalReader inputs)
    {
        ref readonly RecordHeader header = ref inputs.Header;
        if (header.SourceSequence != 0)
        {
            ref ulong last = ref System.Runtime.InteropServices.CollectionsMarshal.GetValueRefOrAddDefault(
                _sources, (header.SourceKind, header.SourceId), out _);
            bool isInOrder = header.SourceKind == SourceKind.Feed
                ? header.SourceSequence == last + 1
                : header.SourceSequence > last;
            Require(isInOrder, $"input {header.Sequence}: {header.SourceKind} {header.SourceSequence} comes behind {last}");
            last = header.SourceSequence;
        }

        switch (header.Type)
        {
            case RecordType.MarketData:
                Packet(inputs);
                break;
            case RecordType.ExecutionReport:
                Report(in header, in RecordWriter.Payload<ExecutionReportPayload>(inputs.Record));
                break;
        }
    }

    private void Packet(JournalReader inputs)
    {
        MarketDataPrefix prefix = Unsafe.As<byte, MarketDataPrefix>(
            ref System.Runtime.InteropServices.MemoryMarshal.GetReference(inputs.Record[RecordHeader.Size..]));
        ulong last = _lastMessages.GetValueOrDefault(inputs.Header.SourceId);
        Require(
            last == 0 || prefix.FirstSequence == last + 1,
            $"input {inputs.Header.Sequence}: message {prefix.FirstSequence} comes behind {last}");
        _lastMessages[inputs.Header.SourceId] = prefix.LastSequence;
    }

    private void Report(in RecordHeader header, in ExecutionReportPayload report)
    {
        ulong order = report.OrderId;
        ulong sequence = header.Sequence;
        (ushort Venue, ulong ExecId) number = (header.SourceId, report.ExecId);
        switch (report.ExecType)
        {
            case ExecType.New:
                Require(_accepted.Add(order), $"input {sequence}: order {order} is accepted for the second time");
                break;
            case ExecType.Trade:
                Require(_fills.Add(number), $"input {sequence}: fill {number} comes for the second time");
                (long traded, long _) = _traded.GetValueOrDefault(order);
                _traded[order] = (traded + report.LastQty, report.CumQty);
                break;
        }
    }

    private void Require(bool isTrue, string problem)
    {
        if (!isTrue && Problems.Count < 20)
        {
            Problems.Add(problem);
        }
    }
}
