using System.Diagnostics;
using Strategies.Cell.Processes;

namespace Strategies.Cli.Tests.Support;

/// <summary>Runs the real <c>strat</c> as a child process.</summary>
internal static class Strat
{
    internal static string Executable { get; } = Path.Combine(TestPlugins.FolderOf("Strategies.Cli"), "strat");

    /// <summary>The program of a cell's processes.</summary>
    internal static string ProcessExecutable { get; } = Executable + "-process";

    internal static StratResult RunProcess(params string[] arguments) => Start(ProcessExecutable, arguments, []);

    internal static StratResult Run(params string[] arguments) => Start(Executable, arguments, []);

    /// <summary>Runs another program.</summary>
    internal static StratResult RunProgram(string file, params string[] arguments) => Start(file, arguments, []);

    internal static StratResult RunWith(IReadOnlyDictionary<string, string> environment, params string[] arguments) =>
        Start(Executable, arguments, environment);

    /// <summary>Runs it through another program, which is given its path first.</summary>
    internal static StratResult RunThrough(string program, IEnumerable<string> programArguments,
        params string[] arguments) =>
        Start(program, [.. programArguments, Executable, .. arguments], []);

    private static StratResult Start(
        string file, IEnumerable<string> arguments, IEnumerable<KeyValuePair<string, string>> environment)
    {
        ProcessStartInfo start = new(file, arguments) { RedirectStandardOutput = true, RedirectStandardError = true };
        foreach ((string name, string value) in environment)
        {
            start.Environment[name] = value;
        }

        using Process process = Process.Start(start)!;
        Task<string> error = process.StandardError.ReadToEndAsync();
        string output = process.StandardOutput.ReadToEnd();
        process.WaitForExit();
        return new StratResult(process.ExitCode, output, error.GetAwaiter().GetResult());
    }
}
