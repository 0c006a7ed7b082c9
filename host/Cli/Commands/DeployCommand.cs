using System.CommandLine;
using System.Text.Json;
using Strategies.Cell.Tokens;
using Strategies.Cli.Output;
using Strategies.Cli.Remote;

namespace Strategies.Cli.Commands;

/// <summary><c>strat deploy</c>, <c>strat rollback</c> and <c>strat shadow</c>: versions into slots and back.</summary>
internal static class DeployCommand
{
    private static readonly Argument<string> Target = new("target")
    {
        Description = "SHA-256 of the package, or the beginning of one that only one in the store has.",
    };

    private static readonly Option<bool> NoWait = new("--no-wait")
    {
        Description = "Returns as soon as the edge has it, with the id under which it can be asked for.",
    };

    internal static Command MakeDeploy()
    {
        Option<bool> noRehearsal = new("--no-rehearsal") { Description = "Without the follower's rehearsal; an admin's." };
        Command deploy = new(
            "deploy",
            "Brings a version from the store into a slot: the follower rehearses it, the core prepares it beside trading and "
            + "swaps it in with its predecessor's state, or fresh. Exit 1 when it was refused; the slot is then as it was.")
        {
            Target, noRehearsal, NoWait,
        };
        deploy.WithLoss(hasState: true).SetAction(parsed => LossOptions.Run(parsed, () => RemoteCommand.Run(
            parsed,
            parsed.GetValue(noRehearsal) ? EdgeRole.Admin : EdgeRole.Operator,
            HttpMethod.Post,
            $"{SlotPath(parsed)}/deploy?{Wait(parsed)}&rehearse={(parsed.GetValue(noRehearsal) ? "false" : "true")}",
            () => new
            {
                hash = parsed.GetRequiredValue(Target),
                reason = parsed.GetValue(LossOptions.Reason),
                state = parsed.GetValue(LossOptions.State),
            },
            Show)));
        return deploy;
    }

    internal static Command MakeRollback()
    {
        Option<bool> forward = new("--forward")
        {
            Description = "Brings back the version that the slot was just rolled back from.",
        };
        Command rollback = new(
            "rollback",
            "Brings a slot's previous version back, which is still resident in the core. A second time that would be the version "
            + "just left: it is named, and --forward goes there.")
        {
            forward, NoWait,
        };
        rollback.WithLoss(hasState: true).SetAction(parsed => LossOptions.Run(parsed, () => RemoteCommand.Run(
            parsed,
            EdgeRole.Operator,
            HttpMethod.Post,
            $"{SlotPath(parsed)}/rollback?{Wait(parsed)}",
            () => new
            {
                reason = parsed.GetValue(LossOptions.Reason),
                forward = parsed.GetValue(forward),
                state = parsed.GetValue(LossOptions.State),
            },
            Show)));
        return rollback;
    }

    internal static Command MakeShadow()
    {
        Command start = new("start", "Runs a version on live inputs beside the one in the slot; its orders go nowhere.")
        {
            Target, EdgeOptions.Slot, EdgeOptions.Reason,
        };
        start.WithEdge().SetAction(parsed => RemoteCommand.Run(
            parsed,
            EdgeRole.Operator,
            HttpMethod.Post,
            $"{SlotPath(parsed)}/shadow",
            () => new { hash = parsed.GetRequiredValue(Target), reason = parsed.GetRequiredValue(EdgeOptions.Reason) },
            (terminal, _) => terminal.Say($"a shadow of {parsed.GetRequiredValue(EdgeOptions.Slot)} runs")));
        Command stop = new("stop", "Ends the shadow of a slot.") { EdgeOptions.Slot };
        stop.WithEdge().SetAction(parsed => RemoteCommand.Run(
            parsed,
            EdgeRole.Operator,
            HttpMethod.Delete,
            $"{SlotPath(parsed)}/shadow",
            () => null,
            (terminal, _) => terminal.Say($"the shadow of {parsed.GetRequiredValue(EdgeOptions.Slot)} has ended")));
        return new Command("shadow", "Versions that run beside the live ones.") { start, stop };
    }

    internal static string SlotPath(ParseResult parsed) =>
        $"/api/slots/{RemoteCommand.Escape(parsed.GetRequiredValue(EdgeOptions.Slot))}";

    private static string Wait(ParseResult parsed) => parsed.GetValue(NoWait) ? "wait=false" : "wait=true";

    private static void Show(Terminal terminal, EdgeAnswer answer)
    {
        if (answer.Text("state") != "committed")
        {
            string id = answer.Text("id");
            terminal.Say($"deployment {id} is under way: /api/deployments/{id} shows how far it is");
            return;
        }

        terminal.Say(
            $"{answer.Text("kind")} of {answer.Text("slot")} to {answer.Text("packageHash")[..12]} is live since input "
            + $"{answer.Text("decisionSequence")}, {answer.Text("elapsedMs")} ms after it was asked for");
        if (answer.Body.TryGetProperty("fresh", out JsonElement fresh) && fresh.GetBoolean())
        {
            terminal.Say(answer.Text("detail"));
        }

        if (answer.Body.TryGetProperty("rehearsal", out JsonElement rehearsal) && rehearsal.ValueKind == JsonValueKind.Object)
        {
            terminal.Say(
                $"rehearsed over {RemoteCommand.Text(rehearsal, "callbacks")} callbacks, the longest "
                + $"{RemoteCommand.Text(rehearsal, "callbackNsMax")} ns, "
                + $"{RemoteCommand.Text(rehearsal, "allocatedBytes")} bytes allocated");
        }

        foreach (JsonElement incident in answer.Body.GetProperty("incidents").EnumerateArray())
        {
            terminal.Say($"meanwhile {incident.GetString()}");
        }
    }
}
