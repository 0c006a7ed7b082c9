using System.CommandLine;
using Strategies.Cell.Tokens;
using Strategies.Cli.Remote;

namespace Strategies.Cli.Commands;

/// <summary><c>strat start</c> and <c>strat stop</c>: lets a slot trade, or not.</summary>
internal static class SlotCommand
{
    internal static Command MakeStart() => Make("start", "Runs a stopped slot on.");

    internal static Command MakeStop() => Make("stop", "Stops a slot and cancels its working orders.");

    private static Command Make(string name, string description)
    {
        Command command = new(name, description) { EdgeOptions.Slot, EdgeOptions.ReasonOrNone };
        command.WithEdge().SetAction(parsed => RemoteCommand.Run(
            parsed,
            EdgeRole.Operator,
            HttpMethod.Post,
            $"{DeployCommand.SlotPath(parsed)}/{name}",
            () => new { reason = parsed.GetValue(EdgeOptions.ReasonOrNone) },
            RemoteCommand.Say));
        return command;
    }
}
