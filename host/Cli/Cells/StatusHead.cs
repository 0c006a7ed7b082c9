using System.Globalization;
using Spectre.Console;
using Strategies.Cli.Output;
using Strategies.Projection.Views;

namespace Strategies.Cli.Cells;

/// <summary>The lines above the tables of a status: where the cell stands, how fast it is, and every flag that is raised.</summary>
internal static class StatusHead
{
    internal static IEnumerable<Markup> Lines(CellStatus status) =>
        Numbers(status).Concat(Flags(status)).Select(line => new Markup(line));

    private static IEnumerable<string> Numbers(CellStatus status)
    {
        yield return $"[bold]cell {status.Cell}[/]  session {status.SessionTime} at speed {status.Speed}{Behaviour(status)}";
        yield return $"durable lag {Lag(status.DurableLag)}, follower lag {Lag(status.FollowerLag)}";
        yield return status.TickToOrder is { Count: > 0 } latency
            ? $"tick to order p50 {Words.Latency(latency.P50Ns)}, p99 {Words.Latency(latency.P99Ns)}, "
                + $"p99.9 {Words.Latency(latency.P999Ns)}, max {Words.Latency(latency.MaxNs)}; {Words.Count(latency.Count)} orders"
            : $"tick to order -{(status.TickToOrder is null ? "" : "; no order has answered a packet yet")}";
        yield return status.LongestTurn is { } turn
            ? $"longest turn {Words.Latency(turn.LastMinuteNs)} in the last minute, {Words.Latency(turn.SinceStartNs)} since start"
            : "longest turn -";
        string diagnostics = $"diagnostics {Markup.Escape(status.Diagnostics)}";
        yield return status.Diagnostics is "-" or DiagnosticsLine.Closed ? diagnostics : $"[yellow]{diagnostics}[/]";
    }

    private static string Behaviour(CellStatus status) =>
        status.Day is { Behaviour: > 0 and var behaviour }
            ? string.Create(CultureInfo.InvariantCulture, $", engine behaviour {behaviour}")
            : "";

    private static IEnumerable<string> Flags(CellStatus status)
    {
        string[] raised = [.. OfMemory(status), .. OfEdge(status)];
        if (status.EdgeProblem.Length > 0)
        {
            return
            [
                .. raised,
                $"[yellow]{Markup.Escape(status.EdgeProblem)}[/]",
                "[yellow]so slots, positions, orders, kill switches, held orders and alerts are not known[/]",
            ];
        }

        return raised.Length > 0 ? raised : ["no flag raised"];
    }

    private static IEnumerable<string> OfMemory(CellStatus status)
    {
        if (status.IsKilled is null)
        {
            yield return "no flags";
        }

        if (status.IsKilled is true)
        {
            yield return "[red bold]KILLED[/] past the core: the venue takes no new order and cancels all";
        }

        if (status.HandoverTo != 0)
        {
            yield return string.Create(CultureInfo.InvariantCulture, $"handover to process {status.HandoverTo}");
        }
    }

    private static IEnumerable<string> OfEdge(CellStatus status)
    {
        foreach (KillView kill in status.Kills ?? [])
        {
            yield return $"[red bold]kill switch[/] of {Markup.Escape(kill.Scope)} by {Markup.Escape(kill.Who)}: "
                + $"{Markup.Escape(kill.Reason)} (input {kill.Sequence})";
        }

        if (status.Day is { HeldReason: { Length: > 0 } reason })
        {
            yield return $"[red bold]new orders are held[/]: {Markup.Escape(reason)}";
        }

        if (status.Day is { Ended: true } day)
        {
            string why = day.EndedBy.Length > 0 ? $", by {day.EndedBy}: {day.EndReason}" : "";
            yield return $"the trading day has ended{Markup.Escape(why)}";
        }
    }

    private static string Lag(long? inputs) => inputs is { } count ? Words.Count(count) : "-";
}
