using System.CommandLine;
using Strategies.Cell.Tokens;
using Strategies.Cli.Remote;
using Strategies.Risk.Naming;

namespace Strategies.Cli.Commands;

/// <summary><c>strat parameters set</c>.</summary>
internal static class ParameterCommand
{
    internal static Command MakeSet()
    {
        Option<string> name =
            new Option<string>("--name") { Description = "The parameter.", Required = true }.Naming(NameKind.Parameter);
        Option<string> value = new("--value") { Description = "Its value: a number, true or false.", Required = true };
        Command set = new("set", "Sets a parameter of the version in a slot; it holds from the next callback on.")
        {
            EdgeOptions.Slot, name, value, EdgeOptions.Reason,
        };
        set.WithEdge().SetAction(parsed => RemoteCommand.Run(
            parsed,
            EdgeRole.Operator,
            HttpMethod.Post,
            $"{DeployCommand.SlotPath(parsed)}/parameters",
            () => new
            {
                name = parsed.GetRequiredValue(name),
                value = parsed.GetRequiredValue(value),
                reason = parsed.GetRequiredValue(EdgeOptions.Reason),
            },
            RemoteCommand.Say));
        return set;
    }
}
