using Spectre.Console;
using Spectre.Console.Rendering;
using Strategies.Cli.Output;
using Strategies.Session.Results;

namespace Strategies.Cli.Commands;

/// <summary>
/// What the slots earned, by instrument, with a sum for each currency. Narrow enough for 80 columns with amounts in the
/// millions: names fold, numbers do not.
/// </summary>
internal static class ProfitTable
{
    /// <summary>The table; one sentence when nothing was traded.</summary>
    /// <param name="positions">The positions of the day.</param>
    internal static IRenderable Of(IReadOnlyList<PositionReport> positions)
    {
        if (positions.Count == 0)
        {
            return new Text("nothing was filled: no profit, no loss, no fees\n");
        }

        Table table = new Table().Border(TableBorder.Simple)
            .AddColumn(new TableColumn("slot, instrument").Padding(0, 0, 1, 0));
        foreach (string amount in (string[])["position", "realised", "unrealised", "fees", "P&L", ""])
        {
            TableColumn column = new TableColumn(Markup.Escape(amount)).RightAligned().NoWrap();
            table.AddColumn(column.Padding(0, 0, amount.Length > 0 ? 1 : 0, 0));
        }

        foreach (PositionReport position in positions)
        {
            Add(table, $"{position.Slot} {position.Instrument}", Words.Count(position.Quantity), [position]);
        }

        foreach (IGrouping<string, PositionReport> currency in positions.GroupBy(position => position.Currency))
        {
            Add(table, "all", "", [.. currency]);
        }

        return table;
    }

    private static void Add(Table table, string what, string quantity, PositionReport[] positions) => table.AddRow(
        Markup.Escape(what),
        quantity,
        Words.Amount(positions.Sum(position => position.Realised)),
        Words.Amount(positions.Sum(position => position.Unrealised)),
        Words.Amount(positions.Sum(position => position.Fees)),
        Words.Amount(positions.Sum(position => position.Profit)),
        Markup.Escape(positions[0].Currency));
}
