using System.Text.Json;
using Strategies.Cell.Processes;

namespace Strategies.Cli.Tests.Support;

/// <summary>How a run of <c>strat</c> ended and what it said.</summary>
internal sealed record StratResult(int ExitCode, string Output, string Error)
{
    internal const int Success = 0;
    internal const int Difference = 1;
    internal const int Usage = 2;
    internal const int BadInput = 3;
    internal const int NotAsPlanned = 4;

    /// <summary>The last line of standard output as JSON.</summary>
    internal JsonElement Json => JsonDocument.Parse(Output.TrimEnd().Split('\n')[^1]).RootElement;

    /// <summary>Asserts the exit code, and that no stack trace was shown whatever happened.</summary>
    internal StratResult Require(int exitCode)
    {
        string all = $"exit {ExitCode}\n{Output}\n{Error}";
        Assert.True(ExitCode == exitCode, $"expected exit {exitCode}: {all}");
        Assert.DoesNotContain("   at ", all);
        Assert.DoesNotContain("Unhandled exception", all);
        Assert.DoesNotContain("this is a defect of strat", all);
        return this;
    }

    /// <summary>Asserts that it was refused as bad input: named, with a way out, and the same in JSON.</summary>
    internal StratResult RequireRefused(params string[] parts)
    {
        Require(BadInput);
        Assert.Contains("error: ", Error);
        Assert.All(parts, part => Assert.Contains(part, Error));
        Assert.True(HasWayOut, $"no way out in: {Error}");
        string? problem = Json.GetProperty("error").GetString();
        Assert.False(string.IsNullOrEmpty(problem));
        Assert.Contains(problem, Error);
        return this;
    }

    /// <summary>A hint of its own, or one in the message: behind a semicolon, or as the journal writes it.</summary>
    private bool HasWayOut => Error.Contains("\nhint: ", StringComparison.Ordinal)
        || Error.Contains("; ", StringComparison.Ordinal)
        || Error.Contains("Hint: ", StringComparison.Ordinal);
}
