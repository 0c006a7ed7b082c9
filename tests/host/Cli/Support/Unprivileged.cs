using Strategies.Cell.Processes;

namespace Strategies.Cli.Tests.Support;

/// <summary>Runs <c>strat</c> as a user who owns nothing: to root no folder is closed.</summary>
internal static class Unprivileged
{
    private const string Program = "/usr/bin/setpriv";
    private const string Nobody = "65534";

    /// <summary>Skips the test where that cannot be done.</summary>
    internal static void Require()
    {
        Assert.SkipUnless(
            Environment.UserName == "root" && File.Exists(Program), "needs root and setpriv to become nobody");
        StratResult help = Run("--help");
        Assert.SkipUnless(help.ExitCode == StratResult.Success, $"nobody cannot run strat here: {help.Error}");
    }

    internal static StratResult Run(params string[] arguments) => Strat.RunThrough(
        Program, [$"--reuid={Nobody}", $"--regid={Nobody}", "--clear-groups"], arguments);

    /// <summary>Lets everybody read a folder of the test's own, which is closed when it is made.</summary>
    internal static void Open(string folder)
    {
        if (!OperatingSystem.IsWindows())
        {
            File.SetUnixFileMode(
                folder,
                UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute
                | UnixFileMode.OtherRead | UnixFileMode.OtherExecute);
        }
    }
}
