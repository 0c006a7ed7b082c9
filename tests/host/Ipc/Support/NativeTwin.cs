using System.Diagnostics;

namespace Strategies.Ipc.Tests.Support;

/// <summary>Runs <c>ipc_twin</c>, the program in C that <c>tests/run</c> builds with cmake and sanitizers.</summary>
internal static class NativeTwin
{
    private static readonly string Program = Path.Combine(Checkout.Root, "artifacts", "native", "ipc", "ipc_twin");

    /// <summary>Skips the test where nobody has built it; in CI that is a failure.</summary>
    internal static void Require()
    {
        if (File.Exists(Program))
        {
            return;
        }

        const string Hint = "build it: cmake -S native/ipc -B artifacts/native/ipc && cmake --build artifacts/native/ipc";
        Assert.False(Environment.GetEnvironmentVariable("CI") == "true", $"{Program} is missing; {Hint}");
        Assert.Skip(Hint);
    }

    internal static Process Start(params string[] arguments) =>
        Process.Start(new ProcessStartInfo(Program, arguments)
        {
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        })!;

    /// <summary>Its output; the test fails with what it says when it does not end well.</summary>
    internal static string End(Process process, int exitCode = 0)
    {
        Task<string> error = process.StandardError.ReadToEndAsync();
        Task<string> output = process.StandardOutput.ReadToEndAsync();
        bool hasEnded = process.WaitForExit(Patience.Longest);
        if (!hasEnded)
        {
            process.Kill();
        }

        string said = error.GetAwaiter().GetResult();
        Assert.True(hasEnded && process.ExitCode == exitCode, $"ipc_twin ended with {process.ExitCode}: {said}");
        return output.GetAwaiter().GetResult() + said;
    }

    internal static string Run(params string[] arguments)
    {
        using Process process = Start(arguments);
        return End(process);
    }
}
