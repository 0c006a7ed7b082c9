using System.Diagnostics;
using System.Globalization;

namespace Strategies.Journal.Tests.Support;

/// <summary>A process that was run to its end, and what it said.</summary>
internal sealed record TestProcess(int ExitCode, string Output, string Error)
{
    private const string Nobody = "65534";

    /// <summary>Runs a program; null where there is none of this name.</summary>
    internal static TestProcess? Run(string program, params string[] arguments)
    {
        try
        {
            using Process process = Process.Start(new ProcessStartInfo(program, arguments)
            {
                RedirectStandardError = true,
                RedirectStandardOutput = true,
            })!;
            Task<string> error = process.StandardError.ReadToEndAsync();
            string output = process.StandardOutput.ReadToEnd();
            process.WaitForExit();
            return new TestProcess(process.ExitCode, output, error.GetAwaiter().GetResult());
        }
        catch (System.ComponentModel.Win32Exception)
        {
            return null;
        }
    }

    /// <summary>Runs <see cref="OneWriter"/>, through another program if one is given.</summary>
    internal static TestProcess Write(string folder, int count, params string[] through)
    {
        string[] words =
        [
            .. through, Environment.ProcessPath!, OneWriter.Command, folder, count.ToString(CultureInfo.InvariantCulture),
        ];
        TestProcess? process = Run(words[0], words[1..]);
        Assert.NotNull(process);
        return process;
    }

    /// <summary>The words that run a program as a user who owns nothing: to root no folder is closed.</summary>
    internal static string[] AsNobody()
    {
        string[] through = ["setpriv", $"--reuid={Nobody}", $"--regid={Nobody}", "--clear-groups"];
        RequireEnvironment(
            Environment.UserName == "root" && Run(through[0], [.. through[1..], "true"]) is { ExitCode: 0 },
            "needs root and setpriv to become a user who owns nothing");
        RequireEnvironment(
            Run(through[0], [.. through[1..], Environment.ProcessPath!, "-?"]) is { } help
                && !help.Error.Contains("Permission denied", StringComparison.Ordinal),
            "a user who owns nothing cannot run the tests' own program here");
        return through;
    }

    /// <summary>Fails where all must run, and skips elsewhere, when the machine lacks something.</summary>
    internal static void RequireEnvironment(bool isThere, string what)
    {
        Assert.False(!isThere && Environment.GetEnvironmentVariable("CI") == "true", what);
        Assert.SkipUnless(isThere, what);
    }

    /// <summary>Asserts a refusal: its exit code, no stack trace, and a message with these parts and a hint.</summary>
    internal TestProcess RequireRefused(params string[] parts)
    {
        string all = $"exit {ExitCode}\n{Output}\n{Error}";
        Assert.True(ExitCode == 3, all);
        Assert.DoesNotContain("   at ", all);
        Assert.All(parts, part => Assert.Contains(part, Error));
        Assert.Contains("Hint: ", Error);
        return this;
    }

    /// <summary>How many inputs the writer says it has appended.</summary>
    internal int Appended => int.Parse(Output.Trim(), CultureInfo.InvariantCulture);
}
