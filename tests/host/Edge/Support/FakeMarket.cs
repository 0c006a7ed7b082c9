using System.Runtime.InteropServices;
using Strategies.Engine.Tests.Support;
using Strategies.MarketData.Tests;
using Strategies.Records;
using Strategies.Sdk;

namespace Strategies.Edge.Tests.Support;

/// <summary>What a feed and a venue tell a <see cref="FakeCore"/>, so that the ladder in it has orders and a position.</summary>
internal static class FakeMarket
{
    internal const long FilledQuantity = 4;
    internal static readonly Price Fee = Price.FromDecimal(0.25m);

    /// <summary>Lets the ladder quote, fills a part of its first order, and makes an alert.</summary>
    internal static void Trade(FakeCore core)
    {
        Quote(core, Price.FromDecimal(10m), Price.FromDecimal(10.1m));
        Patience.Until("the ladder's first order", () => core.FirstOrder is not null);
        OrderPayload order = RecordWriter.Payload<OrderPayload>(core.FirstOrder!);
        Report(core, order, filled: FilledQuantity);
        Report(core, order with { OrderId = order.OrderId + 1_000_000 }, filled: 1); // Of an order that nobody knows.
    }

    /// <summary>New orders are held, as by a core whose disk is full.</summary>
    internal static void Hold(FakeCore core, string reason) => core.Give(
        new RecordHeader { Type = RecordType.SendsHeld, SourceKind = SourceKind.Driver },
        MemoryMarshal.AsBytes([new SendsHeldPayload { IsHeld = 1, Reason = Text200.From(reason) }]).ToArray());

    /// <summary>The first slot is quarantined for a callback that took too long.</summary>
    internal static void Quarantine(FakeCore core) => core.Give(
        new RecordHeader { Type = RecordType.CallbackOverrun, SourceKind = SourceKind.Driver },
        MemoryMarshal.AsBytes([new CallbackOverrunPayload
        {
            Slot = 1,
            Kind = OverrunKind.Time,
            Call = StrategyCall.OnBook,
            Action = OverrunAction.Quarantine,
            Measured = 12_345,
            Budget = 10_000,
            CauseSequence = core.LastSequence,
            Count = 1,
        }]).ToArray());

    /// <summary>The venue has canceled orders.</summary>
    internal static void Cancel(FakeCore core, IEnumerable<ulong> orders)
    {
        foreach (ulong order in orders)
        {
            core.Give(
                new RecordHeader
                {
                    Type = RecordType.ExecutionReport,
                    SourceKind = SourceKind.Venue,
                    SourceId = SourceIds.FirstVenue,
                },
                MemoryMarshal.AsBytes([new ExecutionReportPayload
                {
                    OrderId = order,
                    ExecId = order + 10_000_000,
                    ExecType = ExecType.Canceled,
                    OrdStatus = OrdStatus.Canceled,
                }]).ToArray());
        }
    }

    private static void Quote(FakeCore core, Price bid, Price offer)
    {
        Instrument first = TestInstruments.Equities[0];
        byte[] packet = ItchBytes.Frames(
            Itch.Directory(1, first.Symbol),
            Itch.Add(1, first.Symbol, Side.Buy, 1, 1_000, bid),
            Itch.Add(1, first.Symbol, Side.Sell, 2, 1_000, offer));
        core.Give(
            new RecordHeader
            {
                Type = RecordType.MarketData,
                PayloadFormat = PayloadFormat.Itch50,
                SourceKind = SourceKind.Feed,
                SourceId = SourceIds.FirstFeed,
            },
            [.. MemoryMarshal.AsBytes([default(MarketDataPrefix)]), .. packet]);
    }

    private static void Report(FakeCore core, OrderPayload order, long filled) => core.Give(
        new RecordHeader { Type = RecordType.ExecutionReport, SourceKind = SourceKind.Venue, SourceId = SourceIds.FirstVenue },
        MemoryMarshal.AsBytes([new ExecutionReportPayload
        {
            OrderId = order.OrderId,
            ExecId = order.OrderId,
            ExecType = ExecType.Trade,
            OrdStatus = OrdStatus.PartiallyFilled,
            Price = order.Price,
            OrderQty = order.Quantity,
            LastPx = order.Price,
            LastQty = filled,
            CumQty = filled,
            LeavesQty = order.Quantity - filled,
            Fee = Fee.Raw,
        }]).ToArray());
}
