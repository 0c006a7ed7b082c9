using System.CommandLine;
using Strategies.Cell.Tokens;
using Strategies.Cli.Remote;
using Strategies.Records;
using Strategies.Risk.Naming;

namespace Strategies.Cli.Commands;

/// <summary><c>strat flatten</c>: stops a slot or those of an account, cancels its orders and closes its positions.</summary>
internal static class FlattenCommand
{
    private const int UsualTicks = 10;

    internal static Command Make()
    {
        Option<string?> slot = new Option<string?>("--slot") { Description = "Name of the slot." }.Naming(NameKind.Slot);
        Option<string?> account =
            new Option<string?>("--account") { Description = "Every slot that trades for this account." }.Naming(NameKind.Account);
        Option<int> ticks = new("--ticks")
        {
            Description = $"How many ticks behind the far side's best price a closing order may trade, 0 to {FlattenPayload.TicksMax}.",
            DefaultValueFactory = _ => UsualTicks,
        };
        ticks.Validators.Add(result =>
        {
            if (result.GetValueOrDefault<int>() is < 0 or > FlattenPayload.TicksMax)
            {
                result.AddError($"--ticks is 0 to {FlattenPayload.TicksMax}");
            }
        });
        Command flatten = new(
            "flatten",
            "Stops a slot or all slots of an account, cancels their working orders, and sends immediate-or-cancel orders that close "
            + "their positions, once, through the risk gate. What is left is an alert; repeat it then.")
        {
            slot, account, ticks, EdgeOptions.Reason,
        };
        flatten.Validators.Add(result =>
        {
            if (result.GetResult(slot) is null == result.GetResult(account) is null)
            {
                result.AddError("say --slot NAME or --account NAME, one of them");
            }
        });
        flatten.WithEdge().SetAction(parsed => RemoteCommand.Run(
            parsed,
            EdgeRole.Operator,
            HttpMethod.Post,
            "/api/flatten",
            () => new
            {
                slot = parsed.GetValue(slot) ?? "",
                account = parsed.GetValue(account) ?? "",
                ticks = parsed.GetValue(ticks),
                reason = parsed.GetRequiredValue(EdgeOptions.Reason),
            },
            RemoteCommand.Say));
        return flatten;
    }
}
