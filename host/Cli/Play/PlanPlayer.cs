using System.Globalization;
using System.Net.Http;
using System.Text.Json;
using Strategies.Cell;
using Strategies.Cell.Config;
using Strategies.Cell.Tokens;
using Strategies.Cli.Output;
using Strategies.Cli.Remote;
using Strategies.Journal.Store;
using Strategies.Plans;
using Strategies.Plugins.Packages;
using Strategies.Records;
using Strategies.Session.Results;

namespace Strategies.Cli.Play;

/// <summary>
/// Is the operator of a played day: asks the edge for each of the plan's actions when so many market messages have passed.
/// A live command lies where it arrives, so the event is the earliest, not the exact one.
/// </summary>
internal sealed class PlanPlayer
{
    private static readonly TimeSpan Poll = TimeSpan.FromMilliseconds(2);

    private readonly Terminal _terminal;
    private readonly CellSetup _setup;
    private readonly Func<long> _messages;
    private readonly Func<bool> _isOver;
    private readonly List<(ActionPlan Action, string Hash, bool IsForward)> _actions = [];

    /// <param name="terminal">Where it says what it does.</param>
    /// <param name="setup">The cell.</param>
    /// <param name="messages">Market messages so far.</param>
    /// <param name="isOver">True when the day is over.</param>
    internal PlanPlayer(Terminal terminal, CellSetup setup, Func<long> messages, Func<bool> isOver)
    {
        _terminal = terminal;
        _setup = setup;
        _messages = messages;
        _isOver = isOver;
    }

    /// <summary>Actions that were not carried out, and why.</summary>
    internal List<SessionFinding> NotRun { get; } = [];

    /// <summary>Puts the packages of all actions into the store.</summary>
    /// <param name="actions">The actions; of one event in their order.</param>
    /// <exception cref="PlanException">One is of a kind that no operator of a cell can ask for.</exception>
    internal void Load(IEnumerable<ActionPlan> actions)
    {
        ContentStore store = new(_setup.Paths.Store);
        HashSet<string> rolledBack = [];
        foreach (ActionPlan action in actions.OrderBy(action => action.AtEvent))
        {
            if (action.Action is PlanActionKind.SessionDown or PlanActionKind.SessionUp)
            {
                throw new PlanException(
                    _setup.Config.Plan,
                    $"action '{action.Action}' at event {action.AtEvent} is not for a cell",
                    "a cell's venue says itself whether it is up: leave the action out, or play the plan with strat backtest");
            }

            Hash256 hash = action.Action == PlanActionKind.Swap ? PackageIntake.Add(action.Strategy, store) : default;
            _actions.Add((action, hash.ToString(), IsForward(action, rolledBack)));
        }
    }

    /// <summary>Carries them out, one after another.</summary>
    internal void Run()
    {
        foreach ((ActionPlan action, string hash, bool isForward) in _actions)
        {
            if (!Await(action))
            {
                NotRun.Add(DayFindings.NeverDue(action));
                continue;
            }

            CarryOut(action, hash, isForward);
        }
    }

    /// <summary>Whether a plan's rollback goes forward again, since the slot's last change of version was one that went back.</summary>
    private static bool IsForward(ActionPlan action, HashSet<string> rolledBack)
    {
        bool wasRolledBack = rolledBack.Contains(action.Slot);
        if (action.Action == PlanActionKind.Swap || (action.Action == PlanActionKind.Rollback && wasRolledBack))
        {
            rolledBack.Remove(action.Slot);
        }
        else if (action.Action == PlanActionKind.Rollback)
        {
            rolledBack.Add(action.Slot);
        }

        return wasRolledBack;
    }

    private bool Await(ActionPlan action)
    {
        while (_messages() < action.AtEvent || !HasOrders(action))
        {
            if (_isOver())
            {
                return false;
            }

            Thread.Sleep(Poll);
        }

        return true;
    }

    private bool HasOrders(ActionPlan action)
    {
        if (action.MinWorkingOrders == 0)
        {
            return true;
        }

        EdgeAnswer? slots = Ask(EdgeRole.Viewer, HttpMethod.Get, "/api/slots", null);
        return slots is { IsGood: true } && slots.Body.ValueKind == JsonValueKind.Array
            && slots.Body.EnumerateArray().Any(slot => slot.GetProperty("name").GetString() == action.Slot
                && slot.GetProperty("workingOrders").GetInt64() >= action.MinWorkingOrders);
    }

    /// <summary>An edge that is just being started again is waited for: what an operator would do.</summary>
    private void CarryOut(ActionPlan action, string hash, bool isForward)
    {
        (EdgeRole role, string path, object body) = RequestOf(action, hash, isForward);
        for (int attempt = 0; !_isOver(); attempt++)
        {
            EdgeAnswer? answer = Ask(role, HttpMethod.Post, path, body);
            if (answer is { IsGood: true })
            {
                _terminal.Say($"event {_messages()}: {action.Action.ToString().ToLowerInvariant()} {Target(action)}: done");
                return;
            }

            if (answer is not null && answer.Status != 503)
            {
                _terminal.Warn($"event {_messages()}: {action.Action} {Target(action)}: {answer.Problem}");
                NotRun.Add(DayFindings.Refused(action, answer.Problem));
                return;
            }

            Thread.Sleep(Math.Min(500, 20 << Math.Min(attempt, 5)));
        }

        NotRun.Add(DayFindings.Refused(action, "the day was over before the edge answered"));
    }

    private EdgeAnswer? Ask(EdgeRole role, HttpMethod method, string path, object? body)
    {
        try
        {
            using EdgeClient client = new(_setup, token: null, role);
            return client.Ask(method, path, body);
        }
        catch (CellException)
        {
            return null;
        }
    }

    private static string Target(ActionPlan action) => action.Slot.Length > 0 ? action.Slot : action.Scope;

    internal static (EdgeRole Role, string Path, object Body) RequestOf(ActionPlan action, string hash, bool isForward)
    {
        string slot = $"/api/slots/{Uri.EscapeDataString(action.Slot)}";
        return action.Action switch
        {
            PlanActionKind.Swap => (
                EdgeRole.Operator,
                $"{slot}/deploy?wait=true",
                new { hash, reason = action.Reason, state = action.State == SwapState.Fresh ? "fresh" : "carry" }),
            PlanActionKind.Rollback => (
                EdgeRole.Operator, $"{slot}/rollback?wait=true", new { reason = action.Reason, forward = isForward }),
            PlanActionKind.Stop => (EdgeRole.Operator, $"{slot}/stop", new { reason = action.Reason }),
            PlanActionKind.Quarantine => (EdgeRole.Operator, $"{slot}/quarantine", new { reason = action.Reason }),
            PlanActionKind.Start => (EdgeRole.Operator, $"{slot}/start", new { reason = action.Reason }),
            PlanActionKind.Parameter => (
                EdgeRole.Operator, $"{slot}/parameters", new { name = action.Name, value = action.Value, reason = action.Reason }),
            PlanActionKind.Kill => (EdgeRole.Risk, "/api/kill", new { scope = action.Scope, reason = action.Reason }),
            PlanActionKind.Release => (EdgeRole.Risk, "/api/release", new { scope = action.Scope, reason = action.Reason }),
            _ => (
                EdgeRole.Risk,
                "/api/limits",
                new
                {
                    scope = action.Scope,
                    name = action.Name,
                    value = NumberOf(action.Value!.Value),
                    instrument = action.Instrument,
                    reason = action.Reason,
                }),
        };
    }

    /// <summary>A plan may have a limit as text, so that other tools keep its decimals; the edge takes a number.</summary>
    private static decimal NumberOf(JsonElement value) => decimal.Parse(
        value.ValueKind == JsonValueKind.String ? value.GetString()! : value.GetRawText(), CultureInfo.InvariantCulture);
}
