using System.Runtime.InteropServices;
using Strategies.Engine.Tests.Support;
using Strategies.MarketData.Tests;
using Strategies.Records;
using Strategies.Risk;
using Strategies.Sdk;
using static Strategies.Engine.Tests.Support.TestInstruments;

namespace Strategies.Engine.Tests;

public sealed class AllocationTests
{
    private const int Round = 40_000;

    private readonly EngineHarness _harness = new() { KeepsRecords = false };
    private readonly BusyStrategy _first = new();
    private readonly BusyStrategy _second = new();
    private readonly byte[] _buffer = new byte[4096];
    private readonly byte[][] _packets = new byte[512][];
    private readonly ulong[] _orders = new ulong[256];
    private readonly int[] _flattenings = new int[(int)FlattenStatus.NotFlat + 1];
    private int _alerts;
    private int _orderCount;
    private ulong _sequence = 1_000_000;
    private ulong _execId = 1;
    private long _timeNs;

    public AllocationTests()
    {
        Random random = new(7);
        for (int index = 0; index < _packets.Length; index++)
        {
            _packets[index] = [.. MemoryMarshal.AsBytes([default(MarketDataPrefix)]),
                .. ItchBytes.Frames([.. Enumerable.Range(0, 3).Select(_ => Message(random))])];
        }
    }

    [Fact]
    public void A_hundred_thousand_records_of_every_kind_allocate_nothing_on_the_applying_thread()
    {
        _harness.Deploy(1, _first);
        _harness.Deploy(2, _second);
        _timeNs = _harness.TimeNs;
        Play(Round);
        EngineCounters before = _harness.Engine.Counters;
        long allocatedBefore = AllocatedBytes.Begin();
        Play(3 * Round);
        long allocated = AllocatedBytes.Since(allocatedBefore);
        EngineCounters after = _harness.Engine.Counters;
        Assert.Equal(0, allocated);
        Assert.Equal(3 * Round, after.Records - before.Records);
        Assert.True(
            after.Orders - before.Orders > 5_000 && after.Fills - before.Fills > 5_000
                && after.Rejects > before.Rejects,
            "the engine was not busy");
        Assert.True(_first.Turns > 100_000 && _second.Turns > 100_000);
        Assert.Equal((SlotState.Running, SlotState.Running), (_harness.Engine.StateOf(1), _harness.Engine.StateOf(2)));
    }

    [Fact]
    public void A_slot_is_flattened_without_allocating_whatever_is_left_of_it()
    {
        _harness.Deploy(1, _first);
        _harness.Deploy(2, _second);
        _timeNs = _harness.TimeNs;
        Play(Round);
        FlattenToItsEnd(1);
        long allocatedBefore = AllocatedBytes.Begin();
        FlattenToItsEnd(2);
        long allocated = AllocatedBytes.Since(allocatedBefore);
        Assert.Equal(0, allocated);
        Assert.True(_flattenings[(int)FlattenStatus.Canceling] == 2, "two slots began to be flattened");
        Assert.True(
            _flattenings[(int)FlattenStatus.Flat] + _flattenings[(int)FlattenStatus.NotFlat] == 2 && _alerts > 0,
            "they ended, and not flat");
    }

    /// <summary>Even references bid below 10.04, odd ones offer from there on, so that the books never cross.</summary>
    private static byte[] Message(Random random)
    {
        int locate = 1 + random.Next(2);
        int number = random.Next(1, 100);
        bool isBuy = random.Next(2) == 0;
        ulong reference = (ulong)(2 * number + (isBuy ? 0 : 1));
        ulong next = (ulong)(2 * random.Next(1, 100) + (isBuy ? 0 : 1));
        Price price = Dollars((isBuy ? 10 : 10.04m) + random.Next(4) * 0.01m);
        return random.Next(7) switch
        {
            0 => Itch.Execute(locate, reference, 1 + random.Next(50)),
            1 => Itch.Delete(locate, reference),
            2 => Itch.Reduce(locate, reference, 3),
            3 => Itch.Replace(locate, reference, next, 20, price),
            4 => Itch.HiddenTrade(locate, locate == 1 ? "ALPHA" : "BETA", 5, price),
            _ => Itch.Add(locate, locate == 1 ? "ALPHA" : "BETA", isBuy ? Side.Buy : Side.Sell, reference, 50, price),
        };
    }

    private void FlattenToItsEnd(int slot)
    {
        Flatten(slot);
        Play(Round / 4);
        // The venue of this test never ends some orders: that is left to a person then.
        _timeNs += 30_000_000_000;
        Play(10);
    }

    private void Flatten(int slot)
    {
        RecordHeader header = new()
        {
            Type = RecordType.Flatten,
            Sequence = ++_sequence,
            ReceiveTimeNs = _timeNs,
            Cell = EngineHarness.Cell,
        };
        FlattenPayload payload = new() { Scope = RiskScope.Strategy, ScopeId = slot, Ticks = 10 };
        _harness.Engine.Apply(RecordWriter.Write(_buffer, header, in payload));
        RememberOrders();
    }

    private void Play(int records)
    {
        for (int record = 0; record < records; record++)
        {
            _timeNs += 200_000;
            RecordHeader header = new() { Sequence = ++_sequence, ReceiveTimeNs = _timeNs, Cell = EngineHarness.Cell };
            if (record % 5 < 2 || _orderCount == 0)
            {
                header.Type = RecordType.MarketData;
                header.PayloadFormat = PayloadFormat.Itch50;
                header.SourceKind = SourceKind.Feed;
                header.SourceId = 1;
                _harness.Engine.Apply(RecordWriter.Write(_buffer, header, _packets[record % _packets.Length]));
            }
            else if (record % 5 == 2)
            {
                header.Type = RecordType.Clock;
                _harness.Engine.Apply(RecordWriter.Write(_buffer, header, []));
            }
            else
            {
                Report(header, record);
            }

            RememberOrders();
        }
    }

    private void Report(RecordHeader header, int record)
    {
        header.Type = RecordType.ExecutionReport;
        ulong execId = _execId++;
        ExecutionReportPayload report = new()
        {
            OrderId = _orders[record % Math.Min(_orderCount, _orders.Length)],
            ExecId = execId,
            ExecRefId = execId - 3,
            RequestId = (uint)(record % 4),
            ExecType = (record % 11) switch
            {
                0 => ExecType.New,
                1 => ExecType.Replaced,
                2 =>
                ExecType.TradeCorrect,
                < 7 => ExecType.Trade,
                _ => ExecType.Canceled
            },
            OrdStatus = OrdStatus.PartiallyFilled,
            Price = Dollars(10).Raw,
            OrderQty = 40,
            LastPx = Dollars(10).Raw,
            LastQty = 4,
            LeavesQty = 5,
        };
        _harness.Engine.Apply(RecordWriter.Write(_buffer, header, in report));
    }

    private void RememberOrders()
    {
        OutputBuffer outputs = _harness.Engine.Outputs;
        for (int offset = 0; offset < outputs.Length; offset = outputs.NextOffset(offset))
        {
            ReadOnlySpan<byte> output = outputs.At(offset);
            if (RecordWriter.Header(output).Type == RecordType.NewOrderSingle)
            {
                _orders[_orderCount++ % _orders.Length] = RecordWriter.Payload<OrderPayload>(output).OrderId;
                _orderCount = _orderCount == 2 * _orders.Length ? _orders.Length : _orderCount;
            }
            else if (RecordWriter.Header(output).Type == RecordType.FlattenState)
            {
                _flattenings[(int)RecordWriter.Payload<FlattenStatePayload>(output).Status]++;
            }
            else if (RecordWriter.Header(output).Type == RecordType.Alert)
            {
                _alerts += RecordWriter.Payload<AlertPayload>(output).Code == AlertCode.NotFlat ? 1 : 0;
            }
        }
    }
}
