using System.Globalization;
using Spectre.Console;
using Spectre.Console.Rendering;
using Strategies.Cli.Output;

namespace Strategies.Cli.Cells;

/// <summary>A cell's state for a person's eyes.</summary>
internal static class StatusView
{
    private static readonly string[] CoreNames =
    [
        "lastSequence", "messages", "orders", "fills", "rejects", "cycleNsMax", "longCycles", "gen0", "gen1", "gen2",
        "hotAllocatedBytes", "alarms", "pinnedCpu", "isHeld", "swaps", "lastSwapNs", "retired", "activeSlot",
    ];

    private static readonly string[] VenueNames =
        ["messages", "orders", "reports", "workingOrders", "blocked", "repeats", "isBlocked", "isCanceled", "ringFull"];

    internal static IRenderable Make(CellStatus status) => new Rows(
    [
        .. StatusHead.Lines(status),
        Processes(status.Processes),
        .. StatusTables.Make(status),
        new Columns(
        [
            Counters("core", status.Core, CoreNames),
            .. status.Venues.Select(venue => Counters(venue.Key, venue.Value, VenueNames)),
            Counters("archiver", status.Archiver, [.. status.Archiver.Keys]),
            Counters("follower", status.Follower, [.. status.Follower.Keys]),
        ])
        { Expand = false },
    ]);

    private static Table Processes(IReadOnlyList<ProcessRow> rows)
    {
        Table table = new Table().Border(TableBorder.Rounded)
            .AddColumns("process", "pid", "state", "heartbeat", "restarts");
        foreach (ProcessRow row in rows)
        {
            string color = row switch
            {
                { Alive: true, State: "running" } => "green",
                { Alive: true } => "yellow",
                { State: "stopped" or "none" } => "grey",
                _ => "red",
            };
            table.AddRow(
                row.Process,
                row.Pid == 0 ? "-" : row.Pid.ToString(CultureInfo.InvariantCulture),
                $"[{color}]{row.State}[/]",
                row is { Alive: true, HeartbeatAgeMs: { } age }
                    ? string.Create(CultureInfo.InvariantCulture, $"{age:F1} ms ago")
                    : "-",
                row.Restarts is { } restarts ? Words.Count(restarts) : "-");
        }

        return table;
    }

    private static Table Counters(string name, IReadOnlyDictionary<string, long> counters, string[] names)
    {
        Table table = new Table().Border(TableBorder.Rounded)
            .AddColumn(name).AddColumn(new TableColumn("").RightAligned());
        foreach (string counter in names.Where(counters.ContainsKey))
        {
            table.AddRow(counter, Words.Count(counters[counter]));
        }

        return counters.Count > 0 ? table : table.AddRow("none", "");
    }
}
