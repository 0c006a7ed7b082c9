using System.CommandLine;
using System.Text.Json;
using Strategies.Cell.Config;
using Strategies.Cell.Processes;
using Strategies.Cell.Tokens;
using Strategies.Cli.Cells;
using Strategies.Cli.Output;
using Strategies.Program;

namespace Strategies.Cli.Remote;

/// <summary>Runs a command that is one question to the edge.</summary>
internal static class RemoteCommand
{
    /// <summary>Asks the edge, and shows what it answers.</summary>
    /// <param name="parsed">The command line.</param>
    /// <param name="needed">The role that the question needs.</param>
    /// <param name="method">How.</param>
    /// <param name="path">What.</param>
    /// <param name="body">With what.</param>
    /// <param name="show">Shows a good answer to a person.</param>
    /// <returns>The exit code.</returns>
    internal static int Run(
        ParseResult parsed,
        EdgeRole needed,
        HttpMethod method,
        string path,
        Func<object?> body,
        Action<Terminal, EdgeAnswer> show) => CommandRunner.Run(parsed.GetValue(CellOptions.Json), terminal =>
        {
            CellSetup setup = CellOptions.LoadInMemory(parsed);
            using EdgeClient client = new(setup, parsed.GetValue(EdgeOptions.Token), needed);
            return Show(terminal, client.Ask(method, path, body()), show);
        });

    /// <summary>Shows an answer: a good one as it should be, any other as what went wrong.</summary>
    /// <returns>The exit code.</returns>
    internal static int Show(Terminal terminal, EdgeAnswer answer, Action<Terminal, EdgeAnswer> show)
    {
        if (!answer.IsGood)
        {
            terminal.Fail(answer.Problem, answer.Hint, answer.Body);
        }
        else if (terminal.IsJson)
        {
            Terminal.WriteJson(answer.Body);
        }
        else
        {
            show(terminal, answer);
        }

        return answer.ExitCode;
    }

    /// <summary>Says what became of a command.</summary>
    internal static void Say(Terminal terminal, EdgeAnswer answer)
    {
        string sequence = answer.Text("sequence");
        string cancels = answer.Text("cancelRequests");
        bool isTold = answer.Text("workingOrders").Length > 0;
        string more = isTold || cancels is "" or "0" ? "" : $"; {cancels} orders are being canceled";
        terminal.Say(sequence is "" or "0"
            ? answer.Text("detail") + more
            : $"{answer.Text("detail")} (input {sequence}){more}");
    }

    /// <summary>A part of a path.</summary>
    internal static string Escape(string name) => Uri.EscapeDataString(name);

    /// <summary>A value of a list's element as text; empty when there is none.</summary>
    internal static string Text(JsonElement row, string name) =>
        row.TryGetProperty(name, out JsonElement value) && value.ValueKind != JsonValueKind.Null ? value.ToString() : "";
}
