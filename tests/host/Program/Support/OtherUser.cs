using System.Diagnostics;
using Strategies.Cells;

namespace Strategies.Program.Tests.Support;

/// <summary>Runs programs as other users, by number: none need be known to the machine. Root only.</summary>
internal static class OtherUser
{
    /// <summary>Skips the test where other users cannot be had; not where everything must be tried.</summary>
    internal static void Require()
    {
        bool isRoot = Environment.UserName == "root";
        Assert.False(!isRoot && Environment.GetEnvironmentVariable("CI") == "true", "only root can start programs as other users");
        Assert.SkipUnless(isRoot, "only root can start programs as other users");
        string readable = Built.Strat;
        Assert.SkipUnless(
            Run(65_000, "test", "-r", readable, "-a", "-x", readable).ExitCode == 0,
            $"other users cannot read {readable}: the checkout lies in a folder that is its owner's alone");
    }

    /// <summary>Runs a program to its end.</summary>
    /// <param name="user">Number of the user, and of its group.</param>
    /// <param name="program">The program.</param>
    /// <param name="words">Its words.</param>
    internal static CommandResult Run(int user, string program, params string[] words) => CommandResult.Of(
        "setpriv", ["--reuid", $"{user}", "--regid", $"{user}", "--clear-groups", program, .. words]);

    /// <summary>Gives a folder with all that is in it to a user.</summary>
    /// <param name="user">Number of the user, and of its group.</param>
    /// <param name="folder">The folder.</param>
    internal static void Give(int user, string folder)
    {
        using Process process = Process.Start("chown", ["-R", $"{user}:{user}", folder]);
        process.WaitForExit();
        Assert.Equal(0, process.ExitCode);
    }
}
