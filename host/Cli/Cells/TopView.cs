using System.Globalization;
using Spectre.Console;
using Spectre.Console.Rendering;
using Strategies.Cli.Output;

namespace Strategies.Cli.Cells;

/// <summary>Threads, hot loop and rings for a person's eyes.</summary>
internal static class TopView
{
    private const double BusyPercent = 0.05;

    /// <summary>Draws it.</summary>
    /// <param name="reading">What was measured.</param>
    /// <param name="isWhole">True to show threads that did nothing too.</param>
    internal static IRenderable Make(TopReading reading, bool isWhole) => new Rows(
        new Markup(Head(reading)), Threads(reading.Threads, isWhole), Rings(reading.Rings));

    private static string Head(TopReading reading)
    {
        string core = reading.Core is { } load
            ? string.Create(
                CultureInfo.InvariantCulture,
                $"core on CPU {load.PinnedCpu}: duty cycle {load.DutyCycle ?? 0:P1}, {load.CyclesPerSecond:N0} turns/s, "
                + $"{load.LongCycles} above 100 µs, longest of the session {load.CycleNsMax / 1e3:N1} µs")
            : "no core";
        return $"[bold]cell {reading.Cell}[/]  {core}";
    }

    private static Table Threads(IReadOnlyList<ThreadRow> rows, bool isWhole)
    {
        Table table = new Table().Border(TableBorder.Rounded)
            .AddColumns("process", "thread", "tid", "state", "on CPU", "may use")
            .AddColumn(new TableColumn("CPU %").RightAligned())
            .AddColumn(new TableColumn("gave away").RightAligned())
            .AddColumn(new TableColumn("lost").RightAligned());
        ThreadRow[] shown = [.. rows.Where(row => isWhole || row.CpuPercent >= BusyPercent)];
        foreach (ThreadRow row in shown)
        {
            table.AddRow(
                row.Process,
                Markup.Escape(row.Name),
                row.Tid.ToString(CultureInfo.InvariantCulture),
                row.State,
                row.Cpu.ToString(CultureInfo.InvariantCulture),
                Markup.Escape(row.Affinity),
                row.CpuPercent.ToString("F1", CultureInfo.InvariantCulture),
                Words.Count(row.Voluntary),
                Words.Count(row.Involuntary));
        }

        return shown.Length < rows.Count
            ? table.Caption($"{rows.Count - shown.Length} threads did nothing; --once shows them")
            : table;
    }

    private static Table Rings(IReadOnlyList<RingRow> rows)
    {
        Table table = new Table().Border(TableBorder.Rounded).AddColumns("ring", "from", "to")
            .AddColumn(new TableColumn("capacity").RightAligned())
            .AddColumn(new TableColumn("backlog").RightAligned())
            .AddColumn(new TableColumn("published").RightAligned())
            .AddColumn(new TableColumn("released").RightAligned())
            .AddColumn(new TableColumn("records/s").RightAligned());
        foreach (RingRow row in rows)
        {
            table.AddRow(
                row.Ring,
                row.ProducerPid == 0 ? "-" : row.ProducerPid.ToString(CultureInfo.InvariantCulture),
                row.ConsumerPid == 0 ? "-" : row.ConsumerPid.ToString(CultureInfo.InvariantCulture),
                Words.Count(row.CapacityBytes),
                Words.Count(row.BacklogBytes),
                Words.Count((long)row.PublishedSequence),
                Words.Count((long)row.ReleasedSequence),
                row.RecordsPerSecond.ToString("N0", CultureInfo.InvariantCulture));
        }

        return table;
    }
}
