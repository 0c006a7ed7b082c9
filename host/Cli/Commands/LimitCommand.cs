using System.CommandLine;
using System.Text.Json;
using Spectre.Console;
using Strategies.Cell.Tokens;
using Strategies.Cli.Output;
using Strategies.Cli.Remote;

namespace Strategies.Cli.Commands;

/// <summary><c>strat limits show</c> and <c>strat limits set</c>.</summary>
internal static class LimitCommand
{
    internal static Command MakeShow()
    {
        Command show = new("show", "Lists the limits in force: for whom, which, how much, who set them and why.");
        show.WithEdge().SetAction(parsed => RemoteCommand.Run(
            parsed, EdgeRole.Viewer, HttpMethod.Get, "/api/limits", () => null, Show));
        return show;
    }

    internal static Command MakeSet()
    {
        Option<string> scope = new Option<string>("--scope")
        {
            Description = "firm, account:NAME, strategy:SLOT or order.",
            Required = true,
        }.NamingScope();
        Option<string> name = new("--name") { Description = "The limit, by its key in a limits file.", Required = true };
        Option<decimal> value = new("--value") { Description = "Its value, in that key's unit.", Required = true };
        Option<string> instrument = new Option<string>("--instrument")
        {
            Description = "The instrument it holds for; all if not given.",
            DefaultValueFactory = _ => "",
        }.NamingInstrument();
        Command set = new(
            "set",
            "Changes one limit. It holds from the next check on, also below what is held already: nothing is canceled for it.")
        {
            scope, name, value, instrument, EdgeOptions.Reason,
        };
        set.WithEdge().SetAction(parsed => RemoteCommand.Run(
            parsed,
            EdgeRole.Risk,
            HttpMethod.Post,
            "/api/limits",
            () => new
            {
                scope = parsed.GetRequiredValue(scope),
                name = parsed.GetRequiredValue(name),
                value = parsed.GetRequiredValue(value),
                instrument = parsed.GetValue(instrument),
                reason = parsed.GetRequiredValue(EdgeOptions.Reason),
            },
            RemoteCommand.Say));
        return set;
    }

    private static void Show(Terminal terminal, EdgeAnswer answer)
    {
        Table table = new Table().Border(TableBorder.Rounded)
            .AddColumns("scope", "instrument", "limit", "value", "who", "record", "reason");
        foreach (JsonElement limit in answer.Body.EnumerateArray())
        {
            table.AddRow([.. new[] { "scope", "instrument", "name", "value", "who", "sequence", "reason" }
                .Select(column => Markup.Escape(RemoteCommand.Text(limit, column)))]);
        }

        terminal.Results.Write(table);
    }
}
