using System.Text.RegularExpressions;

namespace Strategies.Cli.Tests.Support;

/// <summary>A guide of the tree, and what it says of commands.</summary>
internal sealed partial class Guide
{
    private const string Fence = "```";

    private readonly List<GuideLine> _commands = [];
    private readonly List<(int Line, string Language)> _blocks = [];
    private readonly List<(int Line, string Text)> _prose = [];

    private Guide(string name)
    {
        Name = name;
        string[] lines = File.ReadAllLines(Path.Combine(Root, name));
        string? language = null;
        for (int index = 0; index < lines.Length; index++)
        {
            if (lines[index].StartsWith(Fence, StringComparison.Ordinal))
            {
                language = language is null ? lines[index][Fence.Length..].Trim() : null;
                if (language is not null)
                {
                    _blocks.Add((index + 1, language));
                }
            }
            else if (language == "sh")
            {
                _prose.Add((index + 1, Comment().Match(lines[index]).Value));
                int number = index + 1;
                string command = Comment().Replace(lines[index], "").TrimEnd();
                while (command.EndsWith('\\'))
                {
                    command = command[..^1] + Comment().Replace(lines[++index], "").Trim();
                }

                if (command.Length > 0)
                {
                    _commands.Add(new GuideLine(name, number, command));
                }
            }
            else if (language is null)
            {
                _prose.Add((index + 1, lines[index]));
            }
        }
    }

    /// <summary>The folder that the tree was checked out to.</summary>
    internal static string Root { get; } = Path.GetFullPath("../../../..", Path.GetDirectoryName(Strat.Executable)!);

    /// <summary>Every guide of the tree.</summary>
    internal static IReadOnlyList<Guide> All { get; } =
    [
        .. Directory.EnumerateFiles(Root, "*.md", SearchOption.AllDirectories)
            .Select(file => Path.GetRelativePath(Root, file))
            .Where(file => !file.Split('/').Any(part => part is "artifacts" or "bin" or "obj" || part.StartsWith('.')))
            // What a new project is told there is run in one: NewProjectTests.
            .Where(file => !file.StartsWith("sdk/Templates/", StringComparison.Ordinal))
            .Order(StringComparer.Ordinal)
            .Select(file => new Guide(file)),
    ];

    /// <summary>Its path from the root.</summary>
    internal string Name { get; }

    /// <summary>The lines of its shell blocks that are commands.</summary>
    internal IReadOnlyList<GuideLine> Commands => _commands;

    /// <summary>The languages of its blocks.</summary>
    internal IReadOnlyList<(int Line, string Language)> Blocks => _blocks;

    /// <summary>Its words outside of blocks, and the comments in shell blocks.</summary>
    internal IReadOnlyList<(int Line, string Text)> Prose => _prose;

    /// <summary>From a number sign at the beginning or behind a blank to the end.</summary>
    [GeneratedRegex(@"(^|\s+)#.*$")]
    private static partial Regex Comment();
}
