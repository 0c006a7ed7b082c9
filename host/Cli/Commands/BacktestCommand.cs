using System.CommandLine;
using System.Globalization;
using Strategies.Backtest;
using Strategies.Cell.Processes;
using Strategies.Cli.Csv;
using Strategies.Cli.Output;
using Strategies.Driver;
using Strategies.Plans;
using Strategies.Program;
using Strategies.Records;
using Strategies.Session.Historical;
using Strategies.Session.Results;

namespace Strategies.Cli.Commands;

/// <summary><c>strat backtest</c>: plays a day.</summary>
internal static class BacktestCommand
{
    private static readonly TimeSpan EquityEvery = TimeSpan.FromMinutes(1);

    private static readonly Argument<string?> Plan = new("plan")
    {
        Description =
            "A session plan (samples/every-key.plan.json shows every key). Without one, --feed, --strategy and --limits make it.",
        Arity = ArgumentArity.ZeroOrOne,
    };

    private static readonly Option<string?> Feed =
        new("--feed") { Description = "The market data; in place of the plan's." };
    private static readonly Option<string?> Date =
        new("--date") { Description = "Trade date (yyyy-MM-dd) of market data that does not say it; in place of the plan's." };
    private static readonly Option<string[]> Strategy = new("--strategy")
    {
        Description =
            "SLOT=PATH: a slot and the assembly or package folder that runs in it. May be given more than once.",
    };

    private static readonly Option<string[]> Parameter =
        new("--parameter") { Description = "SLOT.NAME=VALUE: a parameter of a slot's strategy. May be given more than once." };
    private static readonly Option<string[]> Swap =
        new("--swap") { Description = "SLOT=PATH@EVENT: the next version of a slot, after so many market messages." };
    private static readonly Option<string[]> Rollback =
        new("--rollback") { Description = "SLOT@EVENT: back to the version before." };
    private static readonly Option<string?> Limits =
        new("--limits") { Description = "The file of limits; in place of the plan's." };
    private static readonly Option<string?> Journal =
        new("--journal") { Description = "A new folder in which the journal stays; without it none is kept." };
    private static readonly Option<string> Pace = new("--pace")
    {
        Description = "How long playing the data shall take, as 60s or 5m; max for as fast as it goes.",
        DefaultValueFactory = _ => "max",
    };

    private static readonly Option<int?> Cpu =
        new("--cpu") { Description = "The CPU for the hot thread; the machine's last if not given." };
    private static readonly Option<ulong> SnapshotEvery = new("--snapshot-every")
    {
        Description =
            "Inputs from one snapshot to the next, taken by a second engine that follows the journal; none if not given.",
    };

    private static readonly Option<string?> Out = new("--out")
    {
        Description = "A new folder for orders.csv, fills.csv, positions.csv and equity.csv (a row a minute and at the end).",
    };

    private static readonly Option<bool> VerifyReplay = new("--verify-replay")
    {
        Description =
            "Replays the journal in a process of its own afterwards and compares every output, and states restored "
            + "in the middle of the day.",
    };

    private static readonly StateOptions States = new();
    private static readonly Option<string> CallbackLimit = new("--callback-limit")
    {
        Description = "How long one callback may run before the backtest ends with its name, as 60s or 5m.",
        DefaultValueFactory = _ => "60s",
    };

    private static readonly Option<bool> Json =
        new("--json") { Description = "One JSON line last on standard output." };

    internal static Command Make()
    {
        Command backtest =
            new("backtest", "Plays recorded market data through the engine with a simulated venue, journals everything and reports. "
            + "Exit 1 when an event was lost, the replay differs or a strategy does not save all of its state, 4 when a slot was "
            + "quarantined, a strategy never subscribed, "
            + "an action did not run or a callback did not return.")
        {
            Plan, Feed, Date, Strategy, Parameter, Swap, Rollback, Limits, Journal, Pace, Cpu, SnapshotEvery, VerifyReplay,
            States.Seed, States.Points, Out, CallbackLimit, Json,
        };
        backtest.SetAction(parsed => CommandRunner.Run(parsed.GetValue(Json), terminal => Run(terminal, parsed)));
        return backtest;
    }

    private static int Run(Terminal terminal, ParseResult parsed)
    {
        HostCode code = BacktestSession.Compile();
        SessionPlan plan = PlanOptions.Compose(new PlanOptions
        {
            Plan = parsed.GetValue(Plan),
            Feed = parsed.GetValue(Feed),
            Date = parsed.GetValue(Date),
            Strategies = parsed.GetValue(Strategy) ?? [],
            Parameters = parsed.GetValue(Parameter) ?? [],
            Swaps = parsed.GetValue(Swap) ?? [],
            Rollbacks = parsed.GetValue(Rollback) ?? [],
            Limits = parsed.GetValue(Limits),
        });
        TimeSpan callbackLimit = TimeOf("--callback-limit", parsed.GetValue(CallbackLimit)!);
        BacktestOptions options = new()
        {
            Pace = PaceOf(parsed.GetValue(Pace)!),
            HotCpu = parsed.GetValue(Cpu),
            SnapshotEveryInputs = parsed.GetValue(SnapshotEvery),
            EquityEvery = parsed.GetValue(Out) is null ? null : EquityEvery,
            Code = code,
        };
        ResultFolder? files = parsed.GetValue(Out) is { } folder ? new ResultFolder(folder) : null;
        using SignalWatch signals = new();
        using BacktestJournal journal = new(parsed.GetValue(Journal));
        try
        {
            BacktestSession session = new(plan, journal.Folder, options);
            SessionRun run = new(session, callbackLimit, signals);
            SessionResult result = ProgressBar.Run(terminal, () => Look(session.Progress), run.Run);
            files?.Write(result);
            ReplayVerdict? replayed = parsed.GetValue(VerifyReplay)
                ? ReplayProcess.Run(terminal, result.JournalDir, States.Pass(parsed))
                : null;
            return signals.IsSignaled ? Interrupted(terminal, signals) : Report(terminal, plan, result, replayed, journal.IsKept);
        }
        catch (CallbackHungException hung)
        {
            return Hung(terminal, plan, hung);
        }
        catch (OperationCanceledException) when (signals.IsSignaled)
        {
            return Interrupted(terminal, signals);
        }
    }

    private static int Report(Terminal terminal, SessionPlan plan, SessionResult result, ReplayVerdict? replayed, bool isKept)
    {
        if (result.FollowerFailure.Length > 0)
        {
            terminal.Warn($"the follower ended early, the last snapshot is older than it could be: {result.FollowerFailure}");
        }

        if (result.FeedRemark.Length > 0)
        {
            terminal.Warn($"{plan.Feed.File}: {result.FeedRemark}");
        }

        if (terminal.IsJson)
        {
            Terminal.WriteJson(BacktestJson.Of(result, replayed, isKept));
        }
        else
        {
            BacktestSummary.Show(terminal, plan.Name, result, replayed, isKept);
        }

        return BacktestSummary.ExitCodeOf(result, replayed);
    }

    private static int Hung(Terminal terminal, SessionPlan plan, CallbackHungException hung)
    {
        string slot = plan.Slots[hung.Running.Slot - 1].Name;
        string callback = hung.Running.Call == StrategyCall.None ? "a constructor" : hung.Running.Call.ToString();
        ulong record = hung.Running.Sequence;
        string place = record == 0 ? "in the warm-up on recorded packets" : $"at record {Words.Count((long)record)}";
        terminal.Fail(
            $"slot '{slot}': {callback} {place} did not return within {hung.Limit.TotalSeconds:0.###} s; the backtest ends here",
            "look for a loop without an end in it; --callback-limit gives it more time",
            new { slot, callback, atSequence = record });
        return ExitCode.NotAsPlanned;
    }

    private static int Interrupted(Terminal terminal, SignalWatch signals)
    {
        terminal.Fail("interrupted", "");
        return signals.Code;
    }

    private static (string Text, double Fraction) Look(SessionProgress progress) => (
        progress.Phase == "playing"
            ? $"{Words.Time(progress.TimeNs)[11..19]}Z  {Words.Count(progress.Events)} events  "
                + $"{Words.Count(progress.Orders)} orders  {Words.Count(progress.Fills)} fills"
            : progress.Phase,
        progress.Fraction);

    private static TimeSpan? PaceOf(string text) => text == "max" ? null
        : TryTime(text, out TimeSpan pace) ? pace
        : throw new PlanException("--pace", $"'{text}' is not a pace", "write 60s, 5m or max");

    private static TimeSpan TimeOf(string option, string text) => TryTime(text, out TimeSpan time)
        ? time
        : throw new PlanException(option, $"'{text}' is not a length of time", "write 60s or 5m");

    private static bool TryTime(string text, out TimeSpan time)
    {
        double unit = text.EndsWith('s') ? 1 : text.EndsWith('m') ? 60 : 0;
        ReadOnlySpan<char> number = text.AsSpan(0, Math.Max(0, text.Length - 1));
        bool isTime = double.TryParse(number, NumberStyles.Float, CultureInfo.InvariantCulture, out double count)
            && unit > 0 && count is > 0 and < 86_400;
        time = isTime ? TimeSpan.FromSeconds(count * unit) : default;
        return isTime;
    }
}
