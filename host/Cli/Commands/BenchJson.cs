using Strategies.Bench;
using Strategies.Bench.Results;

namespace Strategies.Cli.Commands;

/// <summary>A benchmark's result as one JSON object; key names are stable.</summary>
internal static class BenchJson
{
    internal static Dictionary<string, object?> Of(BenchOptions options, BenchResult result, bool isArtificial)
    {
        Dictionary<string, object?> json = Of(result.Engine);
        json["baseline"] = Of(result.Baseline);
        json["liveLoop"] = Of(result.Live);
        json["gc"] = new
        {
            gen0 = result.HotThread.Collections[0],
            gen1 = result.HotThread.Collections[1],
            gen2 = result.HotThread.Collections[2],
        };
        json["allocatedBytesHotThread"] = result.HotThread.AllocatedBytes;
        json["pinned"] = result.IsPinned;
        json["cpu"] = result.Cpu;
        json["commit"] = result.Machine.Commit;
        json["verdict"] = result.IsPinned ? "conclusive" : "inconclusive";
        json["loop"] = options.Rate > 0 ? "open" : "closed";
        json["rate"] = options.Rate;
        json["timerNs"] = result.TimerNs;
        json["gateSingleNs"] = result.GateSingleNs;
        json["journalAppendSingleNs"] = result.JournalAppendSingleNs;
        json["hotThreadCompiledMethods"] = result.HotThread.CompiledMethods;
        json["involuntaryContextSwitches"] = result.HotThread.InvoluntarySwitches;
        json["voluntaryContextSwitches"] = result.HotThread.VoluntarySwitches;
        json["cpuTimeMs"] = result.HotThread.CpuTimeNs / 1_000_000;
        json["eventsPerCpuS"] = result.HotThread.CpuTimeNs > 0
            ? Math.Round(result.Counts.Events * 1e9 / result.HotThread.CpuTimeNs)
            : null;
        json["pageFaults"] = result.HotThread.PageFaults;
        AddCounts(json, result);
        json["moveTicks"] = options.MoveTicks;
        json["seed"] = options.Seed;
        json["feed"] = Path.GetFileName(result.Feed);
        json["artificialFeed"] = isArtificial;
        json["filesystem"] = result.FileSystem;
        json["archived"] = result.IsArchived;
        json["journalDir"] = options.IsJournalKept ? result.JournalDir : null;
        json["machine"] = result.Machine;
        return json;
    }

    private static void AddCounts(Dictionary<string, object?> json, BenchResult result)
    {
        BenchCounts counts = result.Counts;
        json["events"] = counts.Events;
        json["elapsedMs"] = (long)result.Elapsed.TotalMilliseconds;
        json["inputs"] = counts.Inputs;
        json["clockRecords"] = counts.Clocks;
        json["reports"] = counts.Reports;
        json["outputs"] = counts.Outputs;
        json["callbacks"] = counts.Callbacks;
        json["orders"] = counts.Orders;
        json["newOrders"] = counts.NewOrders;
        json["replaces"] = counts.Replaces;
        json["cancels"] = counts.Cancels;
        json["ordersPerEvent"] = counts.OrdersPerEvent;
        json["promisedLoad"] = counts.HasPromisedLoad;
        json["rejects"] = counts.Rejects;
        json["fills"] = counts.Fills;
        json["journalBytes"] = counts.JournalBytes;
        json["inlineSegments"] = counts.InlineSegments;
    }

    private static object Of(LiveFigures live) => new
    {
        events = live.Events,
        turns = live.Turns,
        eventsPerS = Math.Round(live.EventsPerS),
        turnNs = live.TurnNs,
        tickToOrderNs = live.TickToOrderNs,
        allocatedBytes = live.AllocatedBytes,
        compiledMethods = live.CompiledMethods,
    };

    private static Dictionary<string, object?> Of(Figures figures) => new()
    {
        ["eventsPerS"] = Math.Round(figures.EventsPerS),
        ["tickToOrderNs"] = figures.TickToOrderNs,
        ["gateNs"] = figures.GateNs,
        ["journalAppendNs"] = figures.JournalAppendNs,
    };
}
