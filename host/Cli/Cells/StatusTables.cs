using System.Globalization;
using Spectre.Console;
using Spectre.Console.Rendering;
using Strategies.Cli.Output;
using Strategies.Projection.Views;

namespace Strategies.Cli.Cells;

/// <summary>
/// What an edge knows of the day, for a person's eyes; where the edge does not answer, of it what happened to processes.
/// </summary>
internal static class StatusTables
{
    private const int HashDigits = 8;
    private const int AlertsShown = 5;
    private const int OrdersShown = 10;

    internal static IEnumerable<IRenderable> Make(CellStatus status)
    {
        if (status is { Slots: { } slots, Positions: { } positions, Alerts: { } alerts, OpenOrders: { } orders, Day: { } day })
        {
            yield return Slots(slots);
            foreach (SlotView slot in slots.Where(slot => slot.State != "running" && slot.Reason.Length > 0))
            {
                yield return new Markup($"[yellow]{Markup.Escape($"{slot.Name} is {slot.State}: {slot.Reason}")}[/]");
            }

            yield return Counts(slots);
            yield return Positions(positions);
            yield return Alerts(alerts);
            yield return Orders(orders, day.OpenOrders);
        }
        else if (status.Incidents.Count > 0)
        {
            yield return new Rows(status.Incidents.TakeLast(AlertsShown).Select(incident => new Markup(Markup.Escape(string.Create(
                CultureInfo.InvariantCulture, $"{incident.Time.ToLocalTime():HH:mm:ss} {incident}")))));
        }
    }

    private static Table Slots(IReadOnlyList<SlotView> slots)
    {
        Table table = Tables.New("slot", "state", "version", "hash");
        table.Columns[0].NoWrap();
        table.Columns[^1].NoWrap();
        foreach (SlotView slot in slots)
        {
            bool isBad = slot.Killed || slot.State == "quarantined" || slot.Flattening == "notFlat";
            string color = isBad ? "red" : slot.State == "running" ? "green" : "yellow";
            table.AddRow(
                Markup.Escape(slot.Name),
                $"[{color}]{slot.State}{(slot.Killed ? ", killed" : "")}{Flattening(slot)}[/]",
                Markup.Escape(slot.Version.Length == 0 ? "-" : slot.Version),
                slot.PackageHash.Length == 0 ? "-" : slot.PackageHash[..HashDigits]);
        }

        return table;
    }

    private static string Flattening(SlotView slot) => slot.Flattening switch
    {
        "canceling" => ", flattening: orders are being canceled",
        "closing" => ", flattening: positions are being closed",
        "flat" => ", flat",
        "notFlat" => ", not flat: see alerts",
        _ => "",
    };

    private static Table Counts(IReadOnlyList<SlotView> slots)
    {
        Table table = Tables.AddNumbers(Tables.New("orders of"), "open", "sent", "replaces", "cancels", "fills", "rejects");
        foreach (SlotView slot in slots)
        {
            table.AddRow([
                Markup.Escape(slot.Name),
                .. new[] { slot.WorkingOrders, slot.Orders, slot.Replaces, slot.Cancels, slot.Fills, slot.Rejects }
                    .Select(Words.Count),
            ]);
        }

        return table;
    }

    /// <summary>Profit is realised and unrealised less fees; each position is marked at its own last fill.</summary>
    private static IRenderable Positions(IReadOnlyList<PositionView> positions)
    {
        if (positions.Count == 0)
        {
            return new Markup("no positions");
        }

        Table table = Tables.AddNumbers(Tables.New("position of", "in"), "quantity", "unrealised", "P&L at last fill");
        foreach (PositionView position in positions)
        {
            table.AddRow(
                Markup.Escape(position.Slot),
                Markup.Escape(position.Instrument),
                Words.Count(position.Quantity),
                Words.Amount(position.Unrealised),
                $"{Words.Amount(position.Profit)} {Markup.Escape(position.Currency)}");
        }

        return table;
    }

    private static IRenderable Alerts(IReadOnlyList<AlertView> alerts) => alerts.Count == 0
        ? new Markup("no alerts")
        : new Rows(
        [
            new Markup(alerts.Count > AlertsShown ? $"alerts, the last {AlertsShown} of {alerts.Count}" : "alerts"),
            .. alerts.TakeLast(AlertsShown).Select(alert => new Markup(Markup.Escape(Line(alert)))),
        ]);

    private static string Line(AlertView alert) => string.Create(
        CultureInfo.InvariantCulture,
        $"  {DateTime.UnixEpoch.AddTicks(alert.TimeNs / 100):HH:mm:ss} {alert.Code} x{alert.Count}, input {alert.Sequence}, "
        + $"{Subject(alert)}{(alert.Text.Length > 0 ? ": " : "")}{alert.Text}");

    private static string Subject(AlertView alert) =>
        alert.Process.Length > 0 ? alert.Process : alert.Detail.ToString(CultureInfo.InvariantCulture);

    private static IRenderable Orders(IReadOnlyList<OrderView> orders, int count)
    {
        if (count == 0)
        {
            return new Markup("no open orders");
        }

        Table table = Tables.AddNumbers(Tables.New("open order of", "in", "side", "state"), "price", "left", "of");
        foreach (OrderView order in orders.Take(OrdersShown))
        {
            table.AddRow(
                Markup.Escape(order.Slot),
                Markup.Escape(order.Instrument),
                order.Side,
                order.OrdStatus,
                order.OrdType == "market" ? "market" : order.Price.ToString(CultureInfo.InvariantCulture),
                Words.Count(order.LeavesQty),
                Words.Count(order.OrderQty));
        }

        return count > OrdersShown ? table.Caption($"{count - OrdersShown} more") : table;
    }
}
