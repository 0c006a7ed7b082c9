using Strategies.Journal;
using Strategies.Journal.Describe;
using Strategies.Records;
using Strategies.Sdk;

namespace Strategies.Cli.Csv;

/// <summary>
/// Writes the orders that left, each with its last state, and their fills, in the order of time. What the gate refused never
/// was an order and is not there.
/// </summary>
internal static class OrderFiles
{
    /// <summary>Reads a journal and writes both files.</summary>
    /// <param name="journal">The journal's folder.</param>
    /// <param name="orders">Path of the orders.</param>
    /// <param name="fills">Path of the fills.</param>
    internal static void Write(string journal, string orders, string fills)
    {
        DayNames names = DayNames.Read(journal);
        Dictionary<ulong, OrderRow> rows = [];
        List<OrderRow> inTime = [];
        using (CsvFile file = new(
            fills, "TransactTime", "MsgSeqNum", "ClOrdID", "ExecID", "Slot", "Account", "Symbol", "SecurityExchange", "Side", "ExecType",
            "LastPx", "LastQty", "CumQty", "LeavesQty", "Commission", "Currency", "LastLiquidityInd"))
        using (JournalReader reader = JournalReader.OpenOutputs(journal))
        {
            while (reader.MoveNext())
            {
                if (reader.Header.Type == RecordType.NewOrderSingle)
                {
                    OrderPayload order = RecordWriter.Payload<OrderPayload>(reader.Record);
                    OrderRow row = new(reader.Header.ReceiveTimeNs, reader.Header.Sequence, order);
                    rows[order.OrderId] = row;
                    inTime.Add(row);
                }
                else if (reader.Header.Type == RecordType.OrderState)
                {
                    OrderStatePayload state = RecordWriter.Payload<OrderStatePayload>(reader.Record);
                    if (rows.GetValueOrDefault(state.OrderId) is { } row)
                    {
                        row.Take(in state);
                        WriteFill(file, names, in reader.Header, row, in state);
                    }
                }
            }
        }

        WriteOrders(orders, names, inTime);
    }

    private static void WriteFill(
        CsvFile file, DayNames names, in RecordHeader header, OrderRow row, in OrderStatePayload state)
    {
        if (state.ExecType is not (ExecType.Trade or ExecType.TradeCorrect or ExecType.TradeCancel))
        {
            return;
        }

        Instrument instrument = names.Instruments[state.Instrument];
        file.Write(
            CsvText.Time(header.ReceiveTimeNs),
            CsvText.Number(header.Sequence),
            new OrderId(state.OrderId).ToString(),
            CsvText.Number(state.ExecId),
            names.Slot(state.Slot),
            names.Account(row.Order.Account),
            instrument.Symbol,
            names.Venue(instrument.Venue.Value),
            state.Side.ToString(),
            state.ExecType.ToString(),
            CsvText.Price(state.LastPx),
            CsvText.Number(state.LastQty),
            CsvText.Number(state.CumQty),
            CsvText.Number(state.LeavesQty),
            CsvText.Amount((Int128)state.Fee),
            instrument.Currency.ToString(),
            state.IsAggressor != 0 ? "RemovedLiquidity" : "AddedLiquidity");
    }

    private static void WriteOrders(string path, DayNames names, List<OrderRow> rows)
    {
        using CsvFile file = new(
            path, "TransactTime", "MsgSeqNum", "ClOrdID", "Slot", "Account", "Symbol", "SecurityExchange", "Side", "OrdType", "TimeInForce",
            "Price", "OrderQty", "OrdStatus", "CumQty", "LeavesQty", "AvgPx", "OrdRejReason", "Currency", "Tag");
        foreach (OrderRow row in rows)
        {
            Instrument instrument = names.Instruments[row.Order.Instrument];
            file.Write(
                CsvText.Time(row.SentNs),
                CsvText.Number(row.Sequence),
                new OrderId(row.Order.OrderId).ToString(),
                names.Slot(row.Order.Slot),
                names.Account(row.Order.Account),
                instrument.Symbol,
                names.Venue(instrument.Venue.Value),
                row.Order.Side.ToString(),
                row.Order.OrdType.ToString(),
                row.Order.TimeInForce.ToString(),
                CsvText.Price(row.State.Price),
                CsvText.Number(row.State.OrderQty),
                row.State.OrdStatus.ToString(),
                CsvText.Number(row.State.CumQty),
                CsvText.Number(row.State.LeavesQty),
                row.State.CumQty == 0 ? "" : CsvText.Amount(row.AvgPx),
                row.State.Reason == RejectReason.None ? "" : row.State.Reason.ToString(),
                instrument.Currency.ToString(),
                CsvText.Number(row.Order.Tag));
        }
    }
}
