using System.CommandLine;
using HdrHistogram;
using Strategies.Auditing;
using Strategies.Cell;
using Strategies.Cell.Config;
using Strategies.Cell.Processes;
using Strategies.Cell.Regions;
using Strategies.Cli.Cells;
using Strategies.Cli.Commands;
using Strategies.Cli.Output;
using Strategies.Ipc.Memory;
using Strategies.Ipc.Metrics;
using Strategies.Plans;
using Strategies.Program;
using Strategies.Session.Results;
using Strategies.Supervisor;

namespace Strategies.Cli.Play;

/// <summary><c>strat play</c>: one recorded day on the processes of a cell, and the proof of it.</summary>
internal static class PlayCommand
{
    private const int HistogramSamples = 100_000;
    private const long LatencyNsMax = 10_000_000_000;
    private const int StrainSwaps = 10;

    internal static Command Make()
    {
        Argument<string> cell = new("cell") { Description = "The cell's configuration; its folder must hold no day yet." };
        Option<string?> feed = new("--feed") { Description = "The market data; in place of the plan's." };
        Option<int?> speed = new("--speed")
        {
            Description = "Seconds of the session in one of the wall clock; in place of the cell's.",
        };
        Option<bool> strain = new("--strain")
        {
            Description = "Beside it: metrics scraped every second, ten more swaps, the edge killed twice.",
        };
        Option<bool> json = CellOptions.Json;
        Command command = new(
            "play",
            "Brings a cell up for one recorded day, carries the plan's actions out through its edge, waits for the day's end, "
            + "and runs the journal again in this process. Exit 1 when an event was lost, an output differs or a strategy does not "
            + "save all of its state, 4 when a slot was quarantined, a strategy never subscribed or an action did not run.")
        {
            cell, feed, speed, strain, json,
        };
        command.SetAction(parsed => CommandRunner.Run(parsed.GetValue(json), terminal =>
        {
            CellSetup setup = PlayedCell.Prepare(
                parsed.GetRequiredValue(cell), parsed.GetValue(feed), parsed.GetValue(speed));
            return Run(terminal, setup, parsed.GetValue(strain));
        }));
        return command;
    }

    private static int Run(Terminal terminal, CellSetup setup, bool isStrained)
    {
        (IReadOnlyList<SessionFinding> notRun, object? strained) = Play(terminal, setup, isStrained);
        CoreReport core = CoreReport.Read(setup.Paths)
            ?? throw new CellException(
                setup.Paths.CoreReport, "the core has not ended its day", $"look into {setup.Paths.Logs}");
        DayAudit audit = new(setup.Paths.Archive, CoreReport.ReadAll(setup.Paths));
        terminal.Say("running the journal again and comparing every output");
        SessionResult result = audit.Run(TickToOrder(setup), notRun, _ => { });
        if (audit.Difference is { } difference)
        {
            terminal.Warn($"the replay differs: {difference}");
        }

        StateOptions.Tell(audit.States!);
        ReplayVerdict replayed = ReplayVerdict.Of(audit.Difference is null, audit.States!);
        CellStatus status = new StatusReader(setup).Read();
        if (MemoryReturn.TryGiveBack(setup, out _) is { Length: > 0 } kept)
        {
            terminal.Warn($"the cell's memory stays: {kept}");
        }

        if (terminal.IsJson)
        {
            Dictionary<string, object?> report = BacktestJson.Of(result, replayed);
            report["corePid"] = core.Pid;
            report["commandToLiveNs"] = core.CommandToLiveNs;
            report["processes"] = status.Supervisor;
            report["durableSequence"] = status.Archiver.GetValueOrDefault("durableSequence");
            report["strain"] = strained;
            Terminal.WriteJson(report);
        }
        else
        {
            BacktestSummary.Show(terminal, setup.Plan.Name, result, replayed);
        }

        return BacktestSummary.ExitCodeOf(result, replayed);
    }

    private static (IReadOnlyList<SessionFinding> NotRun, object? Strained) Play(Terminal terminal, CellSetup setup, bool isStrained)
    {
        (int supervisorPid, _) = DetachedSupervisor.Start(setup, CancellationToken.None);
        CellRegions regions = new(setup);
        using CellCounters<CoreCounter> counters =
            CellCounters<CoreCounter>.Open(regions.CountersOf(ProcessRole.Core));
        using Heartbeat supervisor = Heartbeat.Open(regions.HeartbeatOf(ProcessRole.Supervisor));
        ProcessIdentity identity = supervisor.Read().Process;
        using (Heartbeat core = Heartbeat.Open(regions.HeartbeatOf(ProcessRole.Core)))
        {
            terminal.Say($"cell {setup.Cell} is up: supervisor {supervisorPid}, corePid {core.Read().Process.Pid}");
        }

        long Messages() => counters[CoreCounter.Messages];
        bool IsOver() => counters[CoreCounter.IsDayEnded] != 0 || !identity.IsAlive();
        PlanPlayer player = new(terminal, setup, Messages, IsOver);
        IReadOnlyList<ActionPlan> actions = setup.Plan.Actions;
        long messagesOfTheDay = actions.Count > 0 ? actions.Max(action => action.AtEvent) * 4 / 3 : 1;
        player.Load(isStrained ? [.. actions, .. MoreSwaps(actions, messagesOfTheDay)] : actions);
        object? strained = null;
        if (isStrained)
        {
            using Strain strain = new(terminal, setup, messagesOfTheDay, Messages);
            player.Run();
            AwaitEnd(identity);
            strained = new { scrapes = strain.Scrapes, edgeKills = strain.Kills };
        }
        else
        {
            player.Run();
            AwaitEnd(identity);
        }

        return (player.NotRun, strained);
    }

    /// <summary>Between the plan's swaps, the first of them again and again: each is a swap to a version of its own context.</summary>
    private static IEnumerable<ActionPlan> MoreSwaps(IReadOnlyList<ActionPlan> actions, long messagesOfTheDay)
    {
        ActionPlan? swap = actions.FirstOrDefault(action => action.Action == PlanActionKind.Swap);
        for (int index = 0; swap is not null && index < StrainSwaps; index++)
        {
            yield return swap with
            {
                AtEvent = messagesOfTheDay * (index + 3) / (StrainSwaps + 4),
                MinWorkingOrders = 0,
                Reason = $"strain {index + 1}",
            };
        }
    }

    private static void AwaitEnd(ProcessIdentity supervisor)
    {
        while (supervisor.IsAlive())
        {
            Thread.Sleep(20);
        }
    }

    /// <summary>The cell's histogram in the form of a report: its quantiles, evenly.</summary>
    private static LongHistogram TickToOrder(CellSetup setup)
    {
        LongHistogram histogram = new(LatencyNsMax, 3);
        using SharedHistogram shared = SharedHistogram.Open(new CellRegions(setup).TickToOrder);
        HistogramSnapshot snapshot = shared.Snapshot();
        long samples = Math.Min(HistogramSamples, snapshot.Count);
        for (long index = 0; index < samples; index++)
        {
            histogram.RecordValue(Math.Min(LatencyNsMax, snapshot.ValueAtQuantile((index + 0.5) / samples)));
        }

        return histogram;
    }
}
