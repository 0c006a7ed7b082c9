using Strategies.Plugins.Checking;
using Strategies.Plugins.Packages;

namespace Strategies.Plugins.Tests.Support;

/// <summary>Compiles source and checks the package.</summary>
internal static class CheckedSource
{
    internal static CheckResult Check(string source, bool allowUnsafe = false, bool isDebug = false)
    {
        using TestFolder folder = new();
        PluginTestCompiler.Compile(folder.Path, "Demo", source, allowUnsafe: allowUnsafe, isDebug: isDebug);
        return PackageChecker.Check(StrategyPackage.Read(folder.Path));
    }

    internal static void RequireAccepted(string source, bool isDebug = false)
    {
        CheckResult result = Check(source, isDebug: isDebug);
        Assert.True(result.IsAccepted, string.Join('\n', result.Violations));
        Assert.Equal("Demo.Quoter", result.StrategyTypeName);
    }

    /// <summary>Asserts that one violation names the assembly, the place and the thing.</summary>
    internal static Violation RequireRefused(string source, string place, string problemPart, bool allowUnsafe = false)
    {
        CheckResult result = Check(source, allowUnsafe);
        Assert.False(result.IsAccepted);
        Violation? found = result.Violations.FirstOrDefault(
            one => one.Assembly == "Demo.dll" && one.Place == place
                && one.Problem.Contains(problemPart, StringComparison.Ordinal));
        Assert.True(
            found is not null, $"expected '{problemPart}' at {place}, found:\n{string.Join('\n', result.Violations)}");
        Assert.NotEmpty(found.Hint);
        return found;
    }
}
