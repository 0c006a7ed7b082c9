using System.CommandLine;
using System.Globalization;
using Strategies.Backtest;
using Strategies.Cell.Processes;
using Strategies.Cli.Output;
using Strategies.Plans;
using Strategies.Program;
using Strategies.Session.Historical;
using Strategies.Session.Results;

namespace Strategies.Cli.Commands;

/// <summary><c>strat backtest</c>: plays a day.</summary>
internal static class BacktestCommand
{
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
        new("--journal") { Description = "A new folder for the journal; one under the temporary folder if not given." };
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

    private static readonly Option<bool> VerifyReplay =
        new("--verify-replay") { Description = "Replays the journal in a process of its own afterwards and compares every output." };
    private static readonly Option<bool> Json =
        new("--json") { Description = "One JSON line last on standard output." };

    internal static Command Make()
    {
        Command backtest =
            new("backtest", "Plays recorded market data through the engine with a simulated venue, journals everything and reports. "
            + "Exit 1 when an event was lost or the replay differs.")
        {
            Plan, Feed, Date, Strategy, Parameter, Swap, Rollback, Limits, Journal, Pace, Cpu, SnapshotEvery, VerifyReplay, Json,
        };
        backtest.SetAction(parsed => CommandRunner.Run(parsed.GetValue(Json), terminal => Run(terminal, parsed)));
        return backtest;
    }

    private static int Run(Terminal terminal, ParseResult parsed)
    {
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
        string journalDir = parsed.GetValue(Journal)
            ?? Path.Combine(
                Path.GetTempPath(),
                $"strategies-journal-{DateTime.UtcNow.ToString("yyyyMMdd-HHmmss", CultureInfo.InvariantCulture)}-{Environment.ProcessId}");
        BacktestSession session = new(
            plan,
            journalDir,
            new BacktestOptions
            {
                Pace = PaceOf(parsed.GetValue(Pace)!),
                HotCpu = parsed.GetValue(Cpu),
                SnapshotEveryInputs = parsed.GetValue(SnapshotEvery),
            });
        SessionResult result = ProgressBar.Run(terminal, () => Look(session.Progress), session.Run);
        if (result.FollowerFailure.Length > 0)
        {
            terminal.Warn($"the follower ended early, the last snapshot is older than it could be: {result.FollowerFailure}");
        }

        if (result.FeedRemark.Length > 0)
        {
            terminal.Warn($"{plan.Feed.File}: {result.FeedRemark}");
        }

        bool? isMatch = parsed.GetValue(VerifyReplay) ? ReplayProcess.Run(terminal, result.JournalDir) : null;
        if (terminal.IsJson)
        {
            Terminal.WriteJson(BacktestJson.Of(result, isMatch));
        }
        else
        {
            BacktestSummary.Show(terminal, plan.Name, result, isMatch);
        }

        return result.EventsLost == 0 && isMatch != false ? ExitCode.Success : ExitCode.Difference;
    }

    private static (string Text, double Fraction) Look(SessionProgress progress) => (
        progress.Phase == "playing"
            ? $"{Words.Time(progress.TimeNs)[11..19]}Z  {Words.Count(progress.Events)} events  "
                + $"{Words.Count(progress.Orders)} orders  {Words.Count(progress.Fills)} fills"
            : progress.Phase,
        progress.Fraction);

    private static TimeSpan? PaceOf(string text)
    {
        if (text == "max")
        {
            return null;
        }

        double unit = text.EndsWith('s') ? 1 : text.EndsWith('m') ? 60 : 0;
        return unit > 0
            && double.TryParse(text[..^1], NumberStyles.Float, CultureInfo.InvariantCulture, out double count)
                && count is > 0 and < 86_400
            ? TimeSpan.FromSeconds(count * unit)
            : throw new PlanException("--pace", $"'{text}' is not a pace", "write 60s, 5m or max");
    }
}
