using System.Globalization;
using System.Text.Json;
using Strategies.Plans;

namespace Strategies.Cli.Commands;

/// <summary>What the command line says of a session, and how a plan is made of it.</summary>
internal sealed record PlanOptions
{
    internal string? Plan { get; init; }

    internal string? Feed { get; init; }

    internal string? Date { get; init; }

    internal string? Limits { get; init; }

    internal IReadOnlyList<string> Strategies { get; init; } = [];

    internal IReadOnlyList<string> Parameters { get; init; } = [];

    internal IReadOnlyList<string> Swaps { get; init; } = [];

    internal IReadOnlyList<string> Rollbacks { get; init; } = [];

    /// <summary>
    /// The plan of a file with the command line's words on top, or one of the command line's words alone.
    /// </summary>
    /// <exception cref="PlanException">Something is missing or not of its form.</exception>
    internal static SessionPlan Compose(PlanOptions options)
    {
        SessionPlan plan = options.Plan is { } file ? PlanFile.Load(file) : options.Empty();
        if (options.Feed is { } feed)
        {
            plan = plan.Feeds.Count > 1
                ? throw new PlanException(
                    options.Plan!, $"the plan has {plan.Feeds.Count} feeds", "--feed takes the place of a plan's only one")
                : plan with { Feed = plan.Feed with { File = Path.GetFullPath(feed) } };
        }

        if (options.Date is { } date)
        {
            plan = plan with { Feed = plan.Feed with { TradeDate = date } };
        }

        if (options.Limits is { } limits)
        {
            plan = plan with { Limits = Path.GetFullPath(limits) };
        }

        plan = plan with
        {
            Slots = [.. plan.Slots, .. options.Strategies.Select(Slot)],
            Actions = [.. plan.Actions, .. options.Swaps.Select(SwapOf), .. options.Rollbacks.Select(RollbackOf)],
        };
        foreach (string parameter in options.Parameters)
        {
            plan = WithParameter(plan, parameter);
        }

        // A plan of the command line obeys the same rules as one of a file.
        return PlanFile.Checked(plan, Path.GetFullPath(options.Plan ?? "command line"));
    }

    private SessionPlan Empty()
    {
        if (Feed is null || Limits is null || Strategies.Count == 0)
        {
            throw new PlanException(
                "command line",
                "there is no plan, and not all of --feed, --strategy and --limits",
                "give a plan, or strat backtest --feed FILE --strategy SLOT=PATH --limits FILE");
        }

        return new SessionPlan { Version = 1, Feed = new FeedPlan { File = Feed }, Limits = Limits, Slots = [] };
    }

    private static SlotPlan Slot(string text)
    {
        (string name, string path) = Split(text, '=', "--strategy", "SLOT=PATH");
        return new SlotPlan { Name = name, Strategy = Path.GetFullPath(path) };
    }

    private static ActionPlan SwapOf(string text)
    {
        (string slot, string rest) = Split(text, '=', "--swap", "SLOT=PATH@EVENT");
        (string path, string atEvent) = Split(rest, '@', "--swap", "SLOT=PATH@EVENT");
        return new ActionPlan
        {
            AtEvent = Event(atEvent, "--swap"),
            Action = PlanActionKind.Swap,
            Slot = slot,
            Strategy = Path.GetFullPath(path),
            Who = "command line",
        };
    }

    private static ActionPlan RollbackOf(string text)
    {
        (string slot, string atEvent) = Split(text, '@', "--rollback", "SLOT@EVENT");
        return new ActionPlan
        {
            AtEvent = Event(atEvent, "--rollback"),
            Action = PlanActionKind.Rollback,
            Slot = slot,
            Who = "command line",
        };
    }

    private static SessionPlan WithParameter(SessionPlan plan, string text)
    {
        (string name, string value) = Split(text, '=', "--parameter", "SLOT.NAME=VALUE");
        (string slot, string parameter) = Split(name, '.', "--parameter", "SLOT.NAME=VALUE");
        // Points may stand in names: of the slots that fit, the one with the longest name is meant.
        if (plan.Slots.Where(candidate => name.StartsWith(candidate.Name + ".", StringComparison.Ordinal))
            .MaxBy(candidate => candidate.Name.Length) is { } named && named.Name.Length < name.Length - 1)
        {
            (slot, parameter) = (named.Name, name[(named.Name.Length + 1)..]);
        }
        else if (plan.Slots.All(candidate => candidate.Name != slot))
        {
            throw new PlanException(
                "--parameter",
                $"there is no slot '{slot}'",
                $"slots: {string.Join(", ", plan.Slots.Select(candidate => candidate.Name))}");
        }

        JsonElement element = JsonSerializer.SerializeToElement(value);
        return plan with
        {
            Slots = [.. plan.Slots.Select(candidate => candidate.Name == slot
                ? candidate with { Parameters = new Dictionary<string, JsonElement>(candidate.Parameters) { [parameter] = element } }
                : candidate)],
        };
    }

    private static (string Left, string Right) Split(string text, char separator, string option, string form)
    {
        int at = separator == '@' ? text.LastIndexOf(separator) : text.IndexOf(separator);
        return at > 0 && at < text.Length - 1
            ? (text[..at], text[(at + 1)..])
            : throw new PlanException(
                option, $"'{text}' is not of the form {form}", $"for example {option} {Example(option)}");
    }

    private static string Example(string option) => option switch
    {
        "--strategy" => "maker=artifacts/bin/Strategies.MarketMaking/release/Strategies.MarketMaking.dll",
        "--swap" => "ladder=artifacts/bin/Strategies.Samples.LadderV2/release/Strategies.Samples.LadderV2.dll@50000",
        "--rollback" => "ladder@80000",
        _ => "maker.levels=12",
    };

    private static long Event(string text, string option) =>
        long.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out long value)
        ? value
        : throw new PlanException(option, $"'{text}' is not a number of market messages", "count from 0");
}
