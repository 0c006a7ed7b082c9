using System.Globalization;
using Spectre.Console;
using Strategies.Cli.Output;
using Strategies.Driver.Recovery;
using Strategies.Engine;
using Strategies.Records;
using Strategies.Sdk;

namespace Strategies.Cli.Commands;

/// <summary>What <c>strat recover</c> tells of an engine that came back.</summary>
internal static class RecoverReport
{
    internal static object Json(RecoveredEngine recovered, TimeSpan elapsed) => new
    {
        lastSequence = recovered.LastSequence,
        stateHash = HashText(recovered),
        from = recovered.Start is { } start ? $"{start.Epoch}-{start.Sequence}" : "genesis",
        inputsRun = recovered.InputsRun,
        outputsCompared = recovered.OutputsCompared,
        outputsMissing = recovered.OutputsMissing.Count,
        difference = recovered.Difference?.ToString(),
        refusedSnapshots = recovered.Refused,
        lossySnapshots = recovered.Lossy.Select(lossy => new { name = lossy.Name, text = lossy.ToString() }),
        slots = Slots(recovered.Engine).Select(slot => new
        {
            name = recovered.Engine.NameOf(slot),
            state = recovered.Engine.StateOf(slot).ToString(),
            package = recovered.Engine.PackageOf(slot).ToString(),
            openOrders = recovered.Engine.CopyWorkingOrdersOf(slot).Select(Order),
        }),
        elapsedMs = (long)elapsed.TotalMilliseconds,
    };

    internal static void Show(Terminal terminal, RecoveredEngine recovered, TimeSpan elapsed)
    {
        terminal.Say(
            $"engine is back behind input {recovered.LastSequence:N0}: from "
            + (recovered.Start is { } start ? $"snapshot {start.Epoch}-{start.Sequence}" : "the first input")
            + $", {recovered.InputsRun:N0} inputs run in {elapsed.TotalSeconds:F1} s, state {HashText(recovered)}");
        terminal.Say($"{recovered.OutputsMissing.Count} outputs were missing and were made again");
        terminal.Results.Write(Orders(recovered));
    }

    /// <summary>The slots and their open orders.</summary>
    internal static Table Orders(RecoveredEngine recovered)
    {
        Table table = Tables.AddNumbers(Tables.Narrow("slot, state", "instrument", "side"), "status", "order", "price", "leaves");
        foreach (int slot in Slots(recovered.Engine))
        {
            string slotAndState = Markup.Escape($"{recovered.Engine.NameOf(slot)} {recovered.Engine.StateOf(slot)}");
            IReadOnlyList<WorkingOrder> orders = recovered.Engine.CopyWorkingOrdersOf(slot);
            if (orders.Count == 0)
            {
                table.AddRow(slotAndState, "", "", "", "none", "", "");
            }

            foreach (WorkingOrder order in orders)
            {
                table.AddRow(
                    slotAndState,
                    recovered.Engine.Instruments[order.Instrument.Value - 1].Symbol,
                    order.Side.ToString(),
                    order.OrdStatus.ToString(),
                    order.OrderId.ToString(),
                    order.Price.ToString(),
                    order.LeavesQty.Raw.ToString(CultureInfo.InvariantCulture));
            }
        }

        return table;
    }

    private static string HashText(RecoveredEngine recovered)
    {
        Hash256 hash = recovered.StateHash();
        return hash.IsEmpty ? "" : hash.ToString();
    }

    private static IEnumerable<int> Slots(TradingEngine engine) => Enumerable.Range(1, engine.SlotCount);

    private static object Order(WorkingOrder order) => new
    {
        orderId = order.OrderId.ToString(),
        instrument = order.Instrument.Value,
        side = order.Side.ToString(),
        ordStatus = order.OrdStatus.ToString(),
        price = order.Price.ToString(),
        orderQty = order.OrderQty.Raw,
        cumQty = order.CumQty.Raw,
        leavesQty = order.LeavesQty.Raw,
    };
}
