using Strategies.Cli.Tests.Support;

namespace Strategies.Cli.Tests;

/// <summary>What every build leaves for people to start.</summary>
public sealed class LauncherTests
{
    [Fact]
    public void A_checkout_that_is_copied_starts_its_own_build()
    {
        string artifacts = Path.GetFullPath("../../..", Path.GetDirectoryName(Strat.Executable)!);
        string copy = Directory.CreateTempSubdirectory("strategies-copied-").FullName;
        try
        {
            File.Copy(Path.Combine(artifacts, "strat"), Path.Combine(copy, "strat"));
            string target = File.ReadAllText(Path.Combine(artifacts, "strat.target")).Trim();
            File.WriteAllText(Path.Combine(copy, "strat.target"), target);
            string own = Path.Combine(copy, target);
            Directory.CreateDirectory(Path.GetDirectoryName(own)!);
            File.WriteAllText(own, "#!/bin/sh\necho \"own: $*\"\n");
            if (!OperatingSystem.IsWindows())
            {
                File.SetUnixFileMode(own, UnixFileMode.UserRead | UnixFileMode.UserExecute);
            }

            StratResult result = Strat.RunProgram(Path.Combine(copy, "strat"), "two words", "last");
            Assert.Equal((0, "own: two words last\n"), (result.ExitCode, result.Output));
        }
        finally
        {
            Directory.Delete(copy, recursive: true);
        }
    }
}
