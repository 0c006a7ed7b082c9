using System.CommandLine;
using System.Text.Json;
using Spectre.Console;
using Strategies.Cell.Tokens;
using Strategies.Cli.Output;
using Strategies.Cli.Remote;
using Strategies.Risk.Naming;

namespace Strategies.Cli.Commands;

/// <summary><c>strat parameters show</c> and <c>strat parameters set</c>.</summary>
internal static class ParameterCommand
{
    private const int TimeLength = 19;

    internal static Command MakeShow()
    {
        Command show = new(
            "show", "Shows the parameters of the version in a slot: values now, defaults, ranges, who set them and when.")
        {
            EdgeOptions.Slot,
        };
        show.WithEdge().SetAction(parsed => RemoteCommand.Run(
            parsed, EdgeRole.Viewer, HttpMethod.Get, $"{DeployCommand.SlotPath(parsed)}/parameters", () => null, Show));
        return show;
    }

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

    private static void Show(Terminal terminal, EdgeAnswer answer)
    {
        Table table = new Table().Border(TableBorder.Rounded)
            .AddColumns("parameter", "value", "default", "range", "unit", "set by", "when");
        foreach (JsonElement parameter in answer.Body.EnumerateArray())
        {
            string Text(string name) => Markup.Escape(RemoteCommand.Text(parameter, name));
            bool isSet = Text("who").Length > 0;
            table.AddRow(
                Text("name"),
                OrUnknown(Text("value")),
                OrUnknown(Text("default")),
                $"{Text("min")} to {Text("max")}",
                Text("unit"),
                isSet ? Text("who") : "-",
                isSet ? Words.Time(parameter.GetProperty("sinceNs").GetInt64())[..TimeLength] : "-");
        }

        terminal.Results.Write(table);
    }

    /// <summary>A default that only the version's code knows.</summary>
    private static string OrUnknown(string value) => value.Length == 0 ? "not known" : value;
}
