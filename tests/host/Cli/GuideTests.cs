using System.CommandLine.Parsing;
using System.Diagnostics;
using System.Text.RegularExpressions;
using Strategies.Cli.Tests.Support;

namespace Strategies.Cli.Tests;

/// <summary>What the guides tell people to type: <see cref="GuideCommands"/> says what is run and what is only parsed.</summary>
public sealed partial class GuideTests
{
    private const string Launcher = "artifacts/strat ";

    public static TheoryData<string> Guides => [.. Guide.All.Where(guide => guide.Commands.Count > 0).Select(guide => guide.Name)];

    [Fact]
    public void The_guides_are_found_and_every_block_says_whether_it_is_for_a_shell()
    {
        Assert.Superset(
            new HashSet<string> { "README.md", "host/RUNBOOK.md", "samples/README.md" }, Guide.All.Select(guide => guide.Name).ToHashSet());
        Assert.True(Guide.All.Sum(guide => guide.Commands.Count) > 40);
        RequireNone(
            from guide in Guide.All
            from block in guide.Blocks
            where block.Language is not ("sh" or "text" or "csharp" or "json")
            select $"{guide.Name}, line {block.Line}: '{block.Language}' is not sh, text, csharp or json");
    }

    [Fact]
    public void Every_command_line_is_on_the_list_and_the_list_has_no_other()
    {
        RequireNone(Lines.Where(line => GuideCommands.EntryOf(line.Text).Length == 0).Select(line => $"{line}: not on the list"));
        RequireNone(GuideCommands.All.Except(Lines.Select(line => GuideCommands.EntryOf(line.Text))).Select(entry => $"{entry}: in no guide"));
    }

    [Fact]
    public void Every_command_option_and_argument_of_a_line_is_there() => RequireNone(
        from line in Lines
        where line.Text.StartsWith(Launcher, StringComparison.Ordinal)
        let problem = CommandWords.Problem([.. CommandLineParser.SplitCommandLine(line.Text[Launcher.Length..])])
        where problem.Length > 0
        select $"{line}: {problem}");

    [Fact]
    public void Every_command_and_every_option_that_prose_and_comments_name_is_there()
    {
        string programs = string.Concat(GuideCommands.Programs.Keys.Select(program => File.ReadAllText(Path.Combine(Guide.Root, program))));
        RequireNone(
            from guide in Guide.All
            from line in guide.Prose
            from problem in Mention().Matches(line.Text)
                .Select(match => CommandWords.ProblemOfMention(match.Groups[1].Value.Split(' ', StringSplitOptions.RemoveEmptyEntries)))
                .Concat(Option().Matches(line.Text).Select(match => match.Value)
                    .Where(option => !CommandWords.Options.Contains(option) && !programs.Contains(option, StringComparison.Ordinal))
                    .Select(option => $"'{option}' is no option of any command"))
            where problem.Length > 0
            select $"{guide.Name}, line {line.Line}: {problem}");
    }

    [Fact]
    public void Every_program_of_a_line_is_there_and_can_be_run() => RequireNone(
        from program in GuideCommands.Programs.Keys
        let file = Path.Combine(Guide.Root, program)
        where !File.Exists(file) || (!OperatingSystem.IsWindows() && (File.GetUnixFileMode(file) & UnixFileMode.UserExecute) == 0)
        select program);

    [Fact]
    public void A_line_that_names_what_is_not_there_is_seen()
    {
        Assert.Contains("'nothing'", CommandWords.Problem(["nothing"]));
        Assert.Contains("--nothing", CommandWords.Problem(["replay", "DIR", "--nothing"]));
        Assert.Contains("--reason", CommandWords.Problem(["deploy", "HASH", "--slot", "S"]));
        Assert.Equal("", CommandWords.Problem(["status"]));
        Assert.Contains("'nothing' is no command", CommandWords.ProblemOfMention(["limits", "nothing"]));
        Assert.Contains("'--cpus' is no option", CommandWords.ProblemOfMention(["bench", "--cpus"]));
        Assert.Equal("", CommandWords.ProblemOfMention(["recover", "--verify"]));
    }

    [Theory]
    [MemberData(nameof(Guides))]
    public void Every_line_that_can_be_run_runs_in_its_order_and_ends_well(string name)
    {
        // The plan of the demonstration plays it; without it the lines do not run.
        _ = SharedData.Amzn5;
        using TempFolder folder = new();
        foreach (GuideLine line in Guide.All.Single(guide => guide.Name == name).Commands
            .Where(line => GuideCommands.Run.Contains(GuideCommands.EntryOf(line.Text))))
        {
            (int exitCode, string said) = RunInShell(line.Text.Replace("/tmp/", folder.File(""), StringComparison.Ordinal), folder.File(""));
            Assert.True(exitCode == 0, $"{line}\nexit code {exitCode}\n{said}");
        }
    }

    private static IEnumerable<GuideLine> Lines => Guide.All.SelectMany(guide => guide.Commands);

    private static (int ExitCode, string Said) RunInShell(string line, string temporary)
    {
        ProcessStartInfo start = new("bash", ["-c", $"{line} 2>&1"])
        {
            WorkingDirectory = Guide.Root,
            RedirectStandardOutput = true,
            Environment = { ["TMPDIR"] = temporary },
        };
        using Process shell = Process.Start(start)!;
        string said = shell.StandardOutput.ReadToEnd();
        shell.WaitForExit();
        return (shell.ExitCode, said.Length > 4_000 ? said[^4_000..] : said);
    }

    private static void RequireNone(IEnumerable<string> problems)
    {
        string[] all = [.. problems];
        Assert.True(all.Length == 0, string.Join('\n', all));
    }

    /// <summary>Between back quotes: strat and its words; a bar for a choice ends what can be looked at.</summary>
    [GeneratedRegex(@"`(?:artifacts/)?strat ([a-z-]+(?: [a-zA-Z-]+)*)[^`]*`")]
    private static partial Regex Mention();

    [GeneratedRegex(@"(?<![\w-])--[a-z][a-z-]*[a-z]")]
    private static partial Regex Option();
}
