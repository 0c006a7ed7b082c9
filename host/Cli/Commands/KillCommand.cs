using System.CommandLine;
using Strategies.Cell;
using Strategies.Cell.Config;
using Strategies.Cell.Processes;
using Strategies.Cell.Regions;
using Strategies.Cell.Tokens;
using Strategies.Cli.Cells;
using Strategies.Cli.Output;
using Strategies.Cli.Remote;
using Strategies.Ipc;
using Strategies.Program;

namespace Strategies.Cli.Commands;

/// <summary>
/// <c>strat kill</c> and <c>strat release</c>: the kill switches. The firm's works without edge and core.
/// </summary>
internal static class KillCommand
{
    private const string Firm = "firm";

    /// <summary>A kill does not wait long for an edge that hangs.</summary>
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(8);

    private static readonly Option<string> Scope = new Option<string>("--scope")
    {
        Description = "firm, account:NAME, strategy:SLOT or instrument:SYMBOL.",
        DefaultValueFactory = _ => Firm,
    }.NamingScope();

    internal static Command MakeKill()
    {
        Command kill = new(
            "kill",
            "Stops trading of the firm, an account, a slot or in an instrument, and cancels its working orders. The firm is "
            + "killed past the edge when that does not answer.")
        {
            Scope, EdgeOptions.Reason,
        };
        kill.WithEdge().SetAction(parsed =>
            CommandRunner.Run(parsed.GetValue(CellOptions.Json), terminal => Kill(terminal, parsed)));
        return kill;
    }

    internal static Command MakeRelease()
    {
        Command release = new("release", "Releases a kill switch; slots that it held may send orders again.")
        {
            Scope, EdgeOptions.Reason,
        };
        release.WithEdge().SetAction(parsed => RemoteCommand.Run(
            parsed, EdgeRole.Risk, HttpMethod.Post, "/api/release", () => BodyOf(parsed), RemoteCommand.Say));
        return release;
    }

    private static object BodyOf(ParseResult parsed) => new
    {
        scope = parsed.GetValue(Scope),
        reason = parsed.GetRequiredValue(EdgeOptions.Reason),
    };

    private static int Kill(Terminal terminal, ParseResult parsed)
    {
        CellSetup setup = CellOptions.LoadInMemory(parsed);
        EdgeAnswer answer;
        try
        {
            using EdgeClient client = new(setup, parsed.GetValue(EdgeOptions.Token), EdgeRole.Risk) { Patience = Patience };
            answer = client.Ask(HttpMethod.Post, "/api/kill", BodyOf(parsed));
        }
        catch (CellException exception) when (parsed.GetValue(Scope) == Firm)
        {
            return RaiseFlag(terminal, setup, exception.Problem);
        }

        return RemoteCommand.Show(terminal, answer, RemoteCommand.Say);
    }

    private static int RaiseFlag(Terminal terminal, CellSetup setup, string why)
    {
        try
        {
            using CellFlags flags = CellFlags.Open(new CellRegions(setup).Flags);
            flags.Kill();
        }
        catch (IpcException exception) when (exception.Fault is IpcFault.RegionMissing or IpcFault.Stale)
        {
            throw new CellException(
                $"cell {setup.Cell}",
                $"{why}; and there is no kill flag to raise",
                "nothing of this cell runs: strat status shows it");
        }

        string detail = "the cell's kill flag is raised: the venue process takes no new order and cancels all; the core "
            + "journals the kill as soon as it runs; strat release takes it back";
        terminal.Warn(why);
        terminal.Say(detail);
        if (terminal.IsJson)
        {
            Terminal.WriteJson(new { outcome = "flagRaised", sequence = 0, detail, edge = why });
        }

        return ExitCode.Success;
    }
}
