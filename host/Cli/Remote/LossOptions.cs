using System.CommandLine;
using System.Text.Json;
using Spectre.Console;
using Strategies.Cell.Tokens;
using Strategies.Cli.Commands;
using Strategies.Cli.Output;

namespace Strategies.Cli.Remote;

/// <summary>What commands have that may lose a strategy's state: whether it is carried, and a look beforehand.</summary>
internal static class LossOptions
{
    private const string Carry = "carry";
    private const string Fresh = "fresh";

    internal static Option<bool> Preview { get; } = new("--preview")
    {
        Description = "Only says what would be lost: state, working orders, and the position that stays. Nothing is done.",
    };

    internal static Option<string> Reason { get; } = new("--reason")
    {
        Description = "Why: it stands in the journal. Needed, but for a preview.",
    };

    internal static Option<string> State { get; } = MakeState();

    /// <summary>A reason must be given for what is done.</summary>
    internal static Command WithLoss(this Command command, bool hasState)
    {
        command.Add(EdgeOptions.Slot);
        command.Add(Reason);
        command.Add(Preview);
        if (hasState)
        {
            command.Add(State);
        }

        command.Validators.Add(result =>
        {
            bool isPreview = result.GetValue(Preview);
            if (!isPreview && result.GetResult(Reason) is null)
            {
                result.AddError("Option '--reason' is required.");
            }

            if (hasState && isPreview && result.GetValue(State) != Fresh)
            {
                result.AddError($"--preview says what is lost with --state {Fresh}; with --state {Carry} nothing is");
            }
        });
        return command.WithEdge();
    }

    /// <summary>Does what the command is for, or only shows what would be lost.</summary>
    internal static int Run(ParseResult parsed, Func<int> carryOut) => !parsed.GetValue(Preview) ? carryOut() : RemoteCommand.Run(
        parsed, EdgeRole.Operator, HttpMethod.Get, $"{DeployCommand.SlotPath(parsed)}/loss", () => null, Show);

    private static Option<string> MakeState()
    {
        Option<string> state = new("--state")
        {
            Description = "carry: it takes the state of the version before over. fresh: it starts without, the version before is not asked "
                + "for anything, its working orders are canceled; the position stays.",
            DefaultValueFactory = _ => Carry,
        };
        return state.AcceptOnlyFromAmong(Carry, Fresh);
    }

    private static void Show(Terminal terminal, EdgeAnswer answer)
    {
        string Text(string name) => Markup.Escape(answer.Text(name));
        string behind = Text("stateSequence") is "0" ? "" : $", behind input {Text("stateSequence")}";
        Table table = Tables.New("slot", "version", "state of the strategy", "working orders, canceled", "positions, kept");
        table.AddRow(
            $"{Text("slot")}, {Text("state")}",
            Text("version") is { Length: > 0 } version ? version : "-",
            Text("packageHash").Length == 0 ? "none"
                : Text("stateProblem") is { Length: > 0 } problem ? $"lost, it cannot be saved: {problem}{behind}"
                : $"{Text("stateBytes")} bytes{behind}",
            Text("workingOrders"),
            Positions(answer.Body));
        terminal.Results.Write(table);
        terminal.Say(answer.Text("detail"));
        terminal.Say("nothing was done: leave --preview out to do it");
    }

    private static string Positions(JsonElement body)
    {
        string[] held = [.. body.GetProperty("positions").EnumerateArray().Select(position =>
            Markup.Escape($"{RemoteCommand.Text(position, "quantity")} of {RemoteCommand.Text(position, "instrument")}"))];
        return held.Length == 0 ? "none" : string.Join(", ", held);
    }
}
