using System.Diagnostics;

namespace Strategies.Cells;

/// <summary>How a command ended.</summary>
/// <param name="ExitCode">Its exit code.</param>
/// <param name="Output">What it wrote.</param>
/// <param name="Error">What it said on standard error.</param>
public sealed record CommandResult(int ExitCode, string Output, string Error)
{
    public static CommandResult Of(string program, params string[] words) => Of([], program, words);

    /// <summary>Runs a program to its end, with variables besides those that this process has.</summary>
    public static CommandResult Of(Dictionary<string, string> variables, string program, params string[] words)
    {
        ProcessStartInfo start = new(program, words) { RedirectStandardOutput = true, RedirectStandardError = true };
        foreach ((string name, string value) in variables)
        {
            start.Environment[name] = value;
        }

        using Process process = Process.Start(start)!;
        Task<string> error = process.StandardError.ReadToEndAsync();
        string output = process.StandardOutput.ReadToEnd();
        process.WaitForExit();
        return new CommandResult(process.ExitCode, output, error.Result);
    }
}
