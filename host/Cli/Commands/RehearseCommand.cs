using System.CommandLine;
using Strategies.Cli.Output;
using Strategies.Engine.Records;
using Strategies.Follower.Rehearsing;
using Strategies.Processes.Follower.Rehearsing;

namespace Strategies.Cli.Commands;

/// <summary>
/// <c>strat rehearse --cell FILE --slot N --hash H</c>: what the follower starts for every rehearsal, so that a version
/// that hangs or ends its process does so alone.
/// </summary>
internal static class RehearseCommand
{
    internal static Command Make()
    {
        Option<string> cell = new("--cell") { Description = "The cell's configuration.", Required = true };
        Option<int> slot = new("--slot") { Description = "The slot, from 1.", Required = true };
        Option<string> hash = new("--hash") { Description = "The version, as the store names it.", Required = true };
        Option<double> seconds = new("--seconds")
        {
            Description = "How long it may take.",
            DefaultValueFactory = _ => 30,
        };
        Option<bool> json = new("--json") { Description = "Write the result as one JSON line." };
        hash.Validators.Add(result =>
        {
            string text = result.GetValueOrDefault<string>() ?? "";
            if (text.Length != 2 * Hash256.Size || !text.All(char.IsAsciiHexDigit))
            {
                result.AddError("--hash is not a SHA-256 of 64 hexadecimal digits");
            }
        });
        Command command = new("rehearse", "Runs a version on recorded events as the follower does before it may trade.")
        {
            cell, slot, hash, seconds, json,
        };
        command.Hidden = true;
        command.SetAction(parsed => Guarded.Run(parsed.GetValue(json), terminal =>
        {
            Rehearsal rehearsal = new(
                parsed.GetRequiredValue(cell), parsed.GetValue(slot), Hash256.Parse(parsed.GetRequiredValue(hash)));
            TimeSpan limit = TimeSpan.FromSeconds(parsed.GetValue(seconds));
            using Timer end = new(
                _ => Environment.Exit(Tell(terminal, rehearsal.StillRunning(limit))),
                null,
                limit,
                Timeout.InfiniteTimeSpan);
            return Tell(terminal, rehearsal.Run());
        }));
        return command;
    }

    private static int Tell(Terminal terminal, RehearsalResult result)
    {
        if (terminal.IsJson)
        {
            Terminal.WriteJson(result);
        }
        else
        {
            terminal.Say(result.IsGood
                ? $"good: {result.Callbacks} callbacks, the longest {result.CallbackNsMax} ns"
                : $"refused: {result.Reason}");
        }

        return result.IsGood ? ExitCode.Success : ExitCode.Difference;
    }
}
