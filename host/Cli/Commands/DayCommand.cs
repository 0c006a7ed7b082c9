using System.CommandLine;
using Strategies.Cell.Tokens;
using Strategies.Cli.Remote;

namespace Strategies.Cli.Commands;

/// <summary><c>strat day end</c>: ends the trading day of a cell.</summary>
internal static class DayCommand
{
    internal static Command Make()
    {
        Command end = new(
            "end",
            "Ends the trading day: what rests expires, positions and the state's digest are journalled, and who ended it and why "
            + "in the day's last record.")
        {
            EdgeOptions.Reason,
        };
        end.WithEdge().SetAction(parsed => RemoteCommand.Run(
            parsed,
            EdgeRole.Admin,
            HttpMethod.Post,
            "/api/day/end",
            () => new { reason = parsed.GetRequiredValue(EdgeOptions.Reason) },
            RemoteCommand.Say));
        return new Command("day", "The trading day of a cell.") { end };
    }
}
