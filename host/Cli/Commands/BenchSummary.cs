using System.Globalization;
using Spectre.Console;
using Strategies.Bench;
using Strategies.Bench.Results;
using Strategies.Cli.Output;

namespace Strategies.Cli.Commands;

/// <summary>A benchmark's result for people: figures, what the machine did meanwhile, and a histogram.</summary>
internal static class BenchSummary
{
    internal static void Show(Terminal terminal, BenchOptions options, BenchResult result, bool isArtificial)
    {
        IAnsiConsole console = terminal.Results;
        console.Write(FiguresTable(result));
        console.Write(LiveTable(result.Live));
        console.Write(RunTable(options, result, isArtificial));
        if (result.TickToOrder.TotalCount > 0)
        {
            console.MarkupLine("[bold]tick to order[/], number of orders by time");
            console.Write(Chart(result));
        }

        console.MarkupLineInterpolated($"{(options.Rate > 0 ? BenchWords.Open : BenchWords.Closed)}");
        console.MarkupLineInterpolated(
            $"reading the timer costs {result.TimerNs} ns; tick to order holds it once and nothing is taken off");
        if (options.IsJournalKept)
        {
            console.MarkupLineInterpolated($"prove it: artifacts/strat replay {result.JournalDir}");
        }

        if (!result.Counts.HasPromisedLoad)
        {
            terminal.Warn(
                "fewer than one order or replace in 50 events: the load is too light; give a smaller --move-ticks or more --events");
        }

        if (!result.IsPinned)
        {
            terminal.Warn($"inconclusive: the hot thread could not be pinned ({result.PinProblem}); give another --cpu");
        }
    }

    private static Table FiguresTable(BenchResult result)
    {
        Table table = New("figure", "engine", "bare loop", "ratio");
        Figures engine = result.Engine;
        Figures bare = result.Baseline;
        table.AddRow(
            "events per second",
            Words.Count((long)engine.EventsPerS),
            Words.Count((long)bare.EventsPerS),
            Ratio(engine.EventsPerS, bare.EventsPerS));
        AddTimes(table, "tick to order", engine.TickToOrderNs, bare.TickToOrderNs);
        AddTimes(table, "risk gate, a new order", engine.GateNs, bare.GateNs);
        AddTimes(table, "journal append", engine.JournalAppendNs, bare.JournalAppendNs);
        return table;
    }

    private static Table LiveTable(LiveFigures live)
    {
        Table table = New("live loop over rings in shared memory, a packet or a report a turn", "p50", "p99", "p99.9");
        AddTimes(table, "turn with a packet, ns", live.TurnNs);
        AddTimes(table, "tick to order, ns", live.TickToOrderNs);
        table.AddRow("events for each second of turns", Words.Count((long)live.EventsPerS), "", "");
        table.AddRow("events, turns", Words.Count(live.Events), Words.Count(live.Turns), "");
        table.AddRow("bytes allocated, methods compiled", Words.Count(live.AllocatedBytes), Words.Count(live.CompiledMethods), "");
        return table;
    }

    private static void AddTimes(Table table, string name, Percentiles times) =>
        table.AddRow(name, Words.Count(times.P50), Words.Count(times.P99), Words.Count(times.P999));

    private static void AddTimes(Table table, string name, Percentiles engine, Percentiles bare)
    {
        table.AddRow($"{name} p50, ns", Words.Count(engine.P50), Words.Count(bare.P50), Ratio(engine.P50, bare.P50));
        table.AddRow($"{name} p99, ns", Words.Count(engine.P99), Words.Count(bare.P99), Ratio(engine.P99, bare.P99));
        table.AddRow($"{name} p99.9, ns", Words.Count(engine.P999), Words.Count(bare.P999), Ratio(engine.P999, bare.P999));
    }

    private static Table RunTable(BenchOptions options, BenchResult result, bool isArtificial)
    {
        BenchCounts counts = result.Counts;
        HotThreadUse use = result.HotThread;
        Table table = New("run", "value");
        table.AddRow(
            "day",
            Markup.Escape(
                $"{Path.GetFileName(result.Feed)}{(isArtificial ? " (artificial)" : "")} x {BenchOptions.Instruments}, "
                + $"seed {options.Seed}"));
        table.AddRow("events measured, warm-up", $"{Words.Count(counts.Events)}, {Words.Count(options.WarmUp)}");
        table.AddRow(
            "inputs (reports, clock records)",
            $"{Words.Count(counts.Inputs)} ({Words.Count(counts.Reports)}, {Words.Count(counts.Clocks)})");
        table.AddRow(
            "new orders, replaces, cancels",
            $"{Words.Count(counts.NewOrders)}, {Words.Count(counts.Replaces)}, {Words.Count(counts.Cancels)}");
        table.AddRow(
            "events for each order or replace",
            counts.Orders == 0 ? "-" : (1 / counts.OrdersPerEvent).ToString("0.0", CultureInfo.InvariantCulture));
        table.AddRow("fills, refused", $"{Words.Count(counts.Fills)}, {Words.Count(counts.Rejects)}");
        table.AddRow("outputs", Words.Count(counts.Outputs));
        string archived = result.IsArchived ? ", archived meanwhile" : "";
        table.AddRow(
            "journal",
            Markup.Escape($"{Words.Count(counts.JournalBytes)} bytes on {result.FileSystem}{archived}, CRC32C on"));
        table.AddRow("segments made or closed on the hot thread", Words.Count(counts.InlineSegments));
        table.AddRow("collections gen 0 / 1 / 2", string.Join(" / ", use.Collections));
        table.AddRow(
            "bytes allocated, methods compiled on the hot thread",
            $"{Words.Count(use.AllocatedBytes)}, {Words.Count(use.CompiledMethods)}");
        table.AddRow("context switches involuntary / own", $"{use.InvoluntarySwitches} / {use.VoluntarySwitches}");
        table.AddRow("page faults of the hot thread", Words.Count(use.PageFaults));
        table.AddRow(
            "measured for",
            $"{result.Elapsed.TotalSeconds:0.00} s, {use.CpuTimeNs / 1e9:0.00} s of them on CPU {result.Cpu}");
        table.AddRow(
            "machine",
            Markup.Escape($"{result.Machine.CpuModel}, {result.Machine.Cpus} CPUs, {result.Machine.Kernel}"));
        table.AddRow("runtime, commit", Markup.Escape($"{result.Machine.Runtime}, {result.Machine.Commit}"));
        return table;
    }

    private static BarChart Chart(BenchResult result)
    {
        BarChart chart = new() { Width = 100 };
        foreach (LatencyBucket bucket in LatencyBucket.Of(result.TickToOrder))
        {
            chart.AddItem(Markup.Escape(bucket.Label), bucket.Count, Color.Aqua);
        }

        return chart;
    }

    private static string Ratio(double engine, double bare) =>
        bare == 0 ? "-" : (engine / bare).ToString("0.00", CultureInfo.InvariantCulture);

    private static Table New(string first, params string[] others)
    {
        Table table = new Table().Border(TableBorder.Rounded).AddColumn(first);
        foreach (string other in others)
        {
            table.AddColumn(new TableColumn(other).RightAligned());
        }

        return table;
    }
}
