using System.Globalization;
using Spectre.Console;
using Spectre.Console.Rendering;
using Strategies.Cli.Output;
using Strategies.Records;
using Strategies.Sdk;
using Strategies.Session.Results;

namespace Strategies.Cli.Commands;

/// <summary>A day's result as tables that fit a terminal of 80 columns: words fold, numbers do not.</summary>
internal static class DayTables
{
    private const string Unknown = "-";

    /// <summary>The tables in their order; those that would be empty are left out.</summary>
    /// <param name="name">Name of the plan.</param>
    /// <param name="result">What came of the day.</param>
    /// <param name="replayed">What the replay has proved; null when there was none.</param>
    internal static IEnumerable<IRenderable> Of(string name, SessionResult result, ReplayVerdict? replayed)
    {
        yield return Totals(name, result, replayed);
        yield return Slots(result);
        yield return ProfitTable.Of(result.Positions);
        if (result.Swaps.Count > 0)
        {
            yield return Swaps(result);
            foreach (SwapReport refused in result.Swaps.Where(swap => swap.AtSequence == 0 && swap.Reason.Length > 0))
            {
                yield return new Text($"{NameOf(refused)} was refused: {refused.Reason}\n");
            }
        }

        if (result.Overruns.Count > 0)
        {
            yield return Overruns(result);
        }

        if (result.Rejects.Count > 0)
        {
            yield return Rejects(result);
        }
    }

    private static Table Totals(string name, SessionResult result, ReplayVerdict? replayed)
    {
        Table table = Tables.AddNumbers(Tables.New(name), "value");
        string files = result.Feeds.Count > 1 ? "market messages in the files" : "market messages in the file";
        table.AddRow(files, Words.Count(result.FeedMessages));
        table.AddRow("... in the engine's records", Words.Count(result.RecordMessages));
        if (result.EventsNotPlayed > 0)
        {
            table.AddRow("... not played: the day was ended before", Words.Count(result.EventsNotPlayed));
        }

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
        Table table = Tables.AddNumbers(Tables.New("slot", "state"), "callbacks");
        foreach (SlotReport slot in result.Slots)
        {
            table.AddRow(
                Markup.Escape(slot.Name),
                Markup.Escape(slot.QuarantineReason.Length > 0 ? $"{slot.State}: {slot.QuarantineReason}" : slot.State.ToString()),
                slot.MarketCallbacks < 0 ? Unknown : Words.Count(slot.MarketCallbacks));
        }

        return table;
    }

    /// <summary>Both versions in one column, one below the other: seven columns of such width are no line of 80 any more.</summary>
    private static Table Swaps(SessionResult result)
    {
        Table table = Tables.AddNumbers(Tables.Narrow("swap"), "from, to", "at record", "pause", "state", "orders");
        foreach (SwapReport swap in result.Swaps)
        {
            bool hasRun = swap.AtSequence != 0;
            string to = hasRun ? swap.ToHash.ToShortString() : $"[red]{(swap.Reason.Length > 0 ? "refused" : "not run")}[/]";
            table.AddRow(
                Markup.Escape(NameOf(swap)),
                $"{swap.FromHash.ToShortString()}\n{to}",
                hasRun ? Words.Count((long)swap.AtSequence) : Unknown,
                swap.PauseNs > 0 ? string.Create(CultureInfo.InvariantCulture, $"{swap.PauseNs / 1000.0:N1} µs") : Unknown,
                hasRun ? $"{Words.Count(swap.StateBytes)} B" : Unknown,
                $"{swap.WorkingOrdersBefore} -> {(hasRun ? swap.WorkingOrdersAfter : swap.WorkingOrdersBefore)}");
        }

        return table;
    }

    private static string NameOf(SwapReport swap) => $"{swap.Slot} {swap.Kind.ToString().ToLowerInvariant()}";

    private static Table Overruns(SessionResult result)
    {
        Table table = Tables.AddNumbers(Tables.Narrow("callback", "action"), "took", "budget", "times", "first at");
        foreach (OverrunReport overrun in result.Overruns)
        {
            string unit = overrun.Kind == OverrunKind.Time ? "ns" : "B";
            table.AddRow(
                $"{Markup.Escape(overrun.Slot)} {overrun.Call}",
                WordsOf(overrun.Action),
                $"{Words.Count(overrun.Measured)} {unit}",
                $"{Words.Count(overrun.Budget)} {unit}",
                Words.Count(overrun.Count),
                Words.Count((long)overrun.AtSequence));
        }

        return table;
    }

    private static Table Rejects(SessionResult result)
    {
        Table table = Tables.AddNumbers(Tables.New("refused because of"), "orders and requests");
        foreach ((RejectReason reason, long count) in result.Rejects)
        {
            table.AddRow(Words.Reason(reason), Words.Count(count));
        }

        return table;
    }

    private static string WordsOf(OverrunAction action) => action switch
    {
        OverrunAction.QuarantineAndRollback => "quarantine, rollback",
        _ => action.ToString().ToLowerInvariant(),
    };

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
