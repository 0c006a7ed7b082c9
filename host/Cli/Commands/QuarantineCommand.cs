using System.CommandLine;
using Strategies.Cell.Tokens;
using Strategies.Cli.Remote;

namespace Strategies.Cli.Commands;

/// <summary><c>strat quarantine</c>: takes a slot's version out without asking it for anything.</summary>
internal static class QuarantineCommand
{
    internal static Command Make()
    {
        Command quarantine = new(
            "quarantine",
            "Takes the version of a slot out of trading as a fault does: none of its code is called any more, its working orders are "
            + "canceled, its position stays. The next deployment runs in its place.");
        quarantine.WithLoss(hasState: false).SetAction(parsed => LossOptions.Run(parsed, () => RemoteCommand.Run(
            parsed,
            EdgeRole.Operator,
            HttpMethod.Post,
            $"{DeployCommand.SlotPath(parsed)}/quarantine",
            () => new { reason = parsed.GetValue(LossOptions.Reason) },
            RemoteCommand.Say)));
        return quarantine;
    }
}
