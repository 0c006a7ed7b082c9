using System.CommandLine;
using System.CommandLine.Parsing;

namespace Strategies.Cli.Tests.Support;

/// <summary>Holds what guides say against the command line that there is, without running anything.</summary>
internal static class CommandWords
{
    private static readonly RootCommand Root = CommandTree.Make();

    /// <summary>Every option of every command, with its dashes.</summary>
    internal static IReadOnlySet<string> Options { get; } = Below(Root)
        .SelectMany(command => command.Options)
        .SelectMany(option => (string[])[option.Name, .. option.Aliases])
        .ToHashSet(StringComparer.Ordinal);

    /// <summary>What is wrong with a command line; empty when nothing is.</summary>
    /// <param name="words">Its words behind the name of the program.</param>
    internal static string Problem(IReadOnlyList<string> words)
    {
        ParseResult parsed = Root.Parse(words);
        // A line that leaves the cell to the variable is as good as one that names it.
        if (!words.Contains("--cell") && parsed.CommandResult.Command.Options.Any(option => option is { Name: "--cell", Required: true }))
        {
            parsed = Root.Parse([.. words, "--cell", "FILE"]);
        }

        return string.Join("; ", [.. parsed.Errors.Select(error => error.Message), .. parsed.UnmatchedTokens.Select(word => $"'{word}' is unknown")]);
    }

    /// <summary>What is wrong with words of prose that begin with a command's name: each command and each option must be there.</summary>
    internal static string ProblemOfMention(IReadOnlyList<string> words)
    {
        Command at = Root;
        foreach (string word in words.TakeWhile(word => !word.StartsWith('-')))
        {
            Command? next = at.Subcommands.FirstOrDefault(command => command.Name == word);
            if (next is null)
            {
                return at.Subcommands.Any() ? $"'{word}' is no command" : "";
            }

            at = next;
        }

        string? unknown = words.FirstOrDefault(word => word.StartsWith("--", StringComparison.Ordinal)
            && !Below(at).Any(command => command.Options.Any(option => option.Name == word)) && word != "--help");
        return unknown is null ? "" : $"'{unknown}' is no option of '{at.Name}'";
    }

    private static IEnumerable<Command> Below(Command command) => [command, .. command.Subcommands.SelectMany(Below)];
}
