using System.Globalization;
using Spectre.Console;
using Strategies.Cell.Processes;
using Strategies.Cli.Output;
using Strategies.Records;
using Strategies.Sdk;
using Strategies.Session.Results;

namespace Strategies.Cli.Commands;

/// <summary>A session's result as tables for people.</summary>
internal static class BacktestSummary
{
    internal static void Show(Terminal terminal, string name, SessionResult result, ReplayVerdict? replayed, bool isKept = true)
    {
        ShowFindings(terminal, result.Findings);
        terminal.Results.Write(Totals(name, result, replayed));
        terminal.Results.Write(Slots(result));
        terminal.Results.Write(ProfitTable.Of(result.Positions));
        if (result.Swaps.Count > 0)
        {
            terminal.Results.Write(Swaps(result));
        }

        if (result.Overruns.Count > 0)
        {
            terminal.Results.Write(Overruns(result));
        }

        if (result.Rejects.Count > 0)
        {
            terminal.Results.Write(Rejects(result));
        }

        if (isKept)
        {
            Terminal.Line($"journal: {result.JournalDir}");
            Terminal.Line($"prove it again: artifacts/strat replay {ShellWord.Quote(result.JournalDir)}");
        }
        else
        {
            Terminal.Line("no journal was kept; --journal DIR keeps it");
        }

        if (result.PinnedCpu < 0)
        {
            terminal.Warn("the hot thread could not be pinned to a CPU: latencies are inconclusive");
        }
    }

    /// <summary>A difference or a loss before what did not go as planned.</summary>
    internal static int ExitCodeOf(SessionResult result, ReplayVerdict? replayed) =>
        result.EventsLost != 0 || replayed is { IsGood: false } ? ExitCode.Difference
        : result.Findings.Count > 0 ? ExitCode.NotAsPlanned
        : ExitCode.Success;

    private static void ShowFindings(Terminal terminal, IReadOnlyList<SessionFinding> findings)
    {
        if (findings.Count == 0)
        {
            return;
        }

        terminal.Results.MarkupLine("[red]not as planned:[/]");
        foreach (SessionFinding finding in findings)
        {
            string slot = finding.Slot.Length > 0 ? $"slot '{finding.Slot}' " : "";
            string happened = finding.Kind == FindingKind.Quarantine
                ? $"was quarantined at record {Words.Count((long)finding.AtSequence)}: {finding.Text}"
                : finding.Text;
            terminal.Results.MarkupLineInterpolated($"- {slot}{happened}");
            if (finding.Method.Length > 0)
            {
                terminal.Results.MarkupLineInterpolated($"  in {finding.Method}{(finding.Source.IsKnown ? $", {finding.Source}" : "")}");
            }
        }
    }

    private static Table Totals(string name, SessionResult result, ReplayVerdict? replayed)
    {
        Table table = New(name, "value");
        string files = result.Feeds.Count > 1 ? "market messages in the files" : "market messages in the file";
        table.AddRow(files, Words.Count(result.FeedMessages));
        table.AddRow("... in the engine's records", Words.Count(result.RecordMessages));
        table.AddRow("... that no strategy is told", Words.Count(result.Counters.UntoldMessages));
        foreach (FeedReport feed in result.Feeds.Where(_ => result.Feeds.Count > 1))
        {
            table.AddRow(
                $"... of feed {feed.Feed}, venue {feed.Venue}",
                $"{Words.Count(feed.FeedMessages)} in the file, {Words.Count(feed.RecordMessages)} in records");
        }

        table.AddRow("events lost", Verdict(result.EventsLost == 0, Words.Count(result.EventsLost)));
        table.AddRow("crossed books", Words.Count(result.Counters.CrossedBooks));
        table.AddRow("orders, fills", $"{Words.Count(result.Orders)}, {Words.Count(result.Fills)}");
        table.AddRow(
            "inputs, outputs journalled", $"{Words.Count((long)result.LastSequence)}, {Words.Count(result.Outputs)}");
        table.AddRow("tick to order p50 / p99 / p99.9", Latency(result));
        table.AddRow("collections gen 0 / 1 / 2", string.Join(" / ", result.GcCounts));
        table.AddRow("bytes allocated on the hot thread", Words.Count(result.HotThreadAllocatedBytes));
        table.AddRow("methods compiled on the hot thread", Words.Count(result.HotThreadCompiledMethods));
        string cpu = result.PinnedCpu < 0 ? "not pinned" : $"on CPU {result.PinnedCpu}";
        table.AddRow("played in", $"{result.Elapsed.TotalSeconds:0.00} s, {cpu}");
        string collected = result.Reclaimed is { } reclaimed
            ? $"{reclaimed.CollectedCount} of {reclaimed.CollectedCount + reclaimed.Alive.Count}"
            : "not known: the processes have ended";
        table.AddRow("contexts of strategies collected", collected);
        string proof = Verdict(replayed?.IsMatch, "every output equal", "not asked for (--verify-replay)");
        table.AddRow("replay in a fresh process", proof);
        if (replayed is not null)
        {
            string states = Verdict(replayed.AreStatesEqual, $"equal (seed {replayed.StateSeed})", "not looked at");
            table.AddRow("states restored in the middle", states);
        }

        return table;
    }

    private static Table Slots(SessionResult result)
    {
        Table table = New("slot", "state", "callbacks counted");
        foreach (SlotReport slot in result.Slots)
        {
            table.AddRow(
                Markup.Escape(slot.Name),
                Markup.Escape(slot.QuarantineReason.Length > 0 ? $"{slot.State}: {slot.QuarantineReason}" : slot.State.ToString()),
                slot.MarketCallbacks < 0 ? "-" : Words.Count(slot.MarketCallbacks));
        }

        return table;
    }

    private static Table Swaps(SessionResult result)
    {
        Table table = New("swap", "from", "to", "at record", "pause", "state", "working orders");
        foreach (SwapReport swap in result.Swaps)
        {
            table.AddRow(
                $"{Markup.Escape(swap.Slot)} {swap.Kind.ToString().ToLowerInvariant()}",
                swap.FromHash.ToShortString(),
                swap.AtSequence == 0
                    ? $"[red]{Markup.Escape(swap.Reason.Length > 0 ? swap.Reason : "not run")}[/]"
                    : swap.ToHash.ToShortString(),
                swap.AtSequence.ToString("N0", CultureInfo.InvariantCulture),
                $"{swap.PauseNs / 1000.0:N1} µs",
                $"{swap.StateBytes} B",
                $"{swap.WorkingOrdersBefore} -> {swap.WorkingOrdersAfter}");
        }

        return table;
    }

    private static Table Overruns(SessionResult result)
    {
        Table table = New("callback that took too much", "most", "budget", "times", "first at record", "action");
        foreach (OverrunReport overrun in result.Overruns)
        {
            string unit = overrun.Kind == OverrunKind.Time ? "ns" : "B";
            table.AddRow(
                $"{Markup.Escape(overrun.Slot)} {overrun.Call}",
                $"{Words.Count(overrun.Measured)} {unit}",
                $"{Words.Count(overrun.Budget)} {unit}",
                Words.Count(overrun.Count),
                overrun.AtSequence.ToString("N0", CultureInfo.InvariantCulture),
                overrun.Action.ToString());
        }

        return table;
    }

    private static Table Rejects(SessionResult result)
    {
        Table table = New("refused because of", "orders and requests");
        foreach ((RejectReason reason, long count) in result.Rejects)
        {
            table.AddRow(Words.Reason(reason), Words.Count(count));
        }

        return table;
    }

    private static Table New(string first, params string[] others)
    {
        Table table = new Table().Border(TableBorder.Rounded).AddColumn(Markup.Escape(first));
        foreach (string other in others)
        {
            table.AddColumn(new TableColumn(Markup.Escape(other)).RightAligned());
        }

        return table;
    }

    private static string Latency(SessionResult result) => result.TickToOrder.TotalCount == 0
        ? "-"
        : $"{Words.Count(result.TickToOrder.GetValueAtPercentile(50))} / {Words.Count(result.TickToOrder.GetValueAtPercentile(99))} / "
            + $"{Words.Count(result.TickToOrder.GetValueAtPercentile(99.9))} ns";

    private static string Verdict(bool? isEqual, string equal, string unknown) => isEqual switch
    {
        true => $"[green]{equal}[/]",
        false => "[red]differs[/]",
        null => unknown,
    };

    private static string Verdict(bool isGood, string text) => isGood ? $"[green]{text}[/]" : $"[red]{text}[/]";
}
