using System.CommandLine;
using System.Reflection;
using Strategies.Cell.Processes;
using Strategies.Cli.Output;
using Strategies.Cli.Projects;
using Strategies.Program;

namespace Strategies.Cli.Commands;

/// <summary><c>strat new</c>: a solution to begin with, anywhere.</summary>
internal static class NewCommand
{
    internal static Command Make()
    {
        Argument<string> name = new("name") { Description = "Namespace of its code, such as Reversal or Desk.Reversal." };
        Option<string?> output = new("--output", "-o") { Description = "Its folder; NAME here unless given." };
        Option<string> template = new("--template")
        {
            Description = $"What it begins with: {string.Join(", ", ProjectTemplate.Names)}.",
            DefaultValueFactory = _ => ProjectTemplate.Default,
        };
        template.AcceptOnlyFromAmong(ProjectTemplate.Names);
        Option<string?> feed = new("--feed")
        {
            Description = "Folder or address of Strategies.Sdk and Strategies.Backtest; what this build has left unless given.",
        };
        Option<bool> json = new("--json") { Description = "One JSON line last on standard output." };
        Command command = new(
            "new", "Makes a solution with a strategy, its test, a plan, limits and an artificial day: it builds, passes its test and "
            + "plays its plan as it is.")
        {
            name, output, template, feed, json,
        };
        command.SetAction(parsed => CommandRunner.Run(
            parsed.GetValue(json),
            terminal => Make(
                terminal, parsed.GetValue(name)!, parsed.GetValue(output), parsed.GetValue(template)!, parsed.GetValue(feed))));
        return command;
    }

    private static int Make(Terminal terminal, string text, string? output, string template, string? feed)
    {
        ProjectName name = ProjectName.Of(text);
        string folder = Path.GetFullPath(output ?? text).TrimEnd(Path.DirectorySeparatorChar);
        string version = VersionOfPackages();
        string source = Source(feed);
        ProjectWriter.Write(folder, ProjectTemplate.Files(template, name, source, version));
        if (Directory.Exists(source))
        {
            foreach (string stale in PackageFeed.RemoveStale(source, version))
            {
                terminal.Say($"removed from NuGet's cache, another build of the same version: {stale}");
            }
        }

        if (source == PackageFeed.OwnFolder)
        {
            Directory.CreateDirectory(Path.Combine(folder, PackageFeed.OwnFolder));
            terminal.Warn($"where the packages come from is not known: give --feed, or put them into {folder}/{PackageFeed.OwnFolder}");
        }

        if (terminal.IsJson)
        {
            Terminal.WriteJson(new { name = name.Text, folder, template, feed = source, version });
            return ExitCode.Success;
        }

        terminal.Say($"{folder}: {name.ClassName}Strategy, its test, a plan, limits and an artificial day. Next:");
        Terminal.Line($"cd {ShellWord.Quote(folder)}");
        Terminal.Line("dotnet build -c Release");
        Terminal.Line("dotnet test -c Release");
        Terminal.Line("strat backtest plan.json");
        return ExitCode.Success;
    }

    private static string Source(string? feed) => feed switch
    {
        null => PackageFeed.OfThisBuild() ?? PackageFeed.OwnFolder,
        _ when feed.Contains("://", StringComparison.Ordinal) => feed,
        _ => Path.GetFullPath(feed),
    };

    private static string VersionOfPackages()
    {
        string version =
            typeof(NewCommand).Assembly.GetCustomAttribute<AssemblyInformationalVersionAttribute>()!.InformationalVersion;
        int build = version.IndexOf('+', StringComparison.Ordinal);
        return build < 0 ? version : version[..build];
    }
}
