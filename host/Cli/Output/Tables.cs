using Spectre.Console;

namespace Strategies.Cli.Output;

/// <summary>Tables for terminals of 80 columns.</summary>
internal static class Tables
{
    /// <summary>A table of columns whose words may fold.</summary>
    internal static Table New(string first, params string[] others)
    {
        Table table = new Table().Border(TableBorder.Rounded).AddColumn(Markup.Escape(first));
        return table.AddColumns([.. others.Select(other => new TableColumn(Markup.Escape(other)))]);
    }

    /// <summary>Without lines between columns, for tables that need the room.</summary>
    internal static Table Narrow(params string[] columns)
    {
        Table table = new Table().Border(TableBorder.Simple);
        return table.AddColumns([.. columns.Select(column => new TableColumn(column).Padding(0, 0, 1, 0))]);
    }

    /// <summary>Columns of numbers are never folded: the words beside them are.</summary>
    internal static Table AddNumbers(Table table, params string[] columns)
    {
        foreach (string column in columns)
        {
            TableColumn added = new TableColumn(Markup.Escape(column)).RightAligned().NoWrap();
            table.AddColumn(table.Border == TableBorder.Simple ? added.Padding(0, 0, 1, 0) : added);
        }

        return table;
    }
}
