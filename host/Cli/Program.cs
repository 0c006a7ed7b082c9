using System.CommandLine;
using System.CommandLine.Parsing;
using Strategies.Cell.Processes;
using Strategies.Cell.Words;

namespace Strategies.Cli;

/// <summary>The entry of <c>strat</c>.</summary>
internal static class Program
{
    private static int Main(string[] arguments)
    {
        ShownWriter.Install();
        ParseResult parsed = CommandTree.Make().Parse(arguments);
        if (parsed.Errors.Count > 0)
        {
            foreach (ParseError error in parsed.Errors)
            {
                Console.Error.WriteLine($"error: {error.Message}");
            }

            Console.Error.WriteLine($"hint: {PathOf(parsed.CommandResult)} --help shows what it takes");
            return ExitCode.Usage;
        }

        return parsed.Invoke();
    }

    /// <summary>The command as a person types it: every name from the root on.</summary>
    private static string PathOf(CommandResult command) => command.Parent is CommandResult parent
        ? $"{PathOf(parent)} {command.Command.Name}"
        : "strat";
}
