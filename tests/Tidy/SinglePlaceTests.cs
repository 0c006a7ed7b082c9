using System.Text.RegularExpressions;

namespace Strategies.Tidy.Tests;

/// <summary>What is done in one place of the product only, so that it is done in one way.</summary>
public sealed class SinglePlaceTests
{
    [Theory]
    [InlineData(@"\.PoisonedSlots\(\)", "host/Driver/Replay/JournalRunner.cs host/Journal/JournalReader.cs")]
    [InlineData(@"\bnew SnapshotLoader\(|\bSnapshotLoader \w+ = new\(",
        "host/Driver/Replay/JournalRunner.cs host/Follower/Rehearsing/LiveRehearsal.cs")]
    [InlineData(@"\bnew PackageLoader\(|\bPackageLoader \w+ = new\(", "host/Session/Versions/VersionLoader.cs")]
    public void The_product_runs_journals_again_and_loads_versions_in_one_place(string pattern, string places) =>
        RequirePlaces(pattern, places);

    [Theory]
    [InlineData(@"ShownWriter\.Install\(", "host/Cli/Program.cs host/Program/ProcessMain.cs")]
    [InlineData(@"ShownWriter\.Raw", "host/Cli/Output/Terminal.cs")]
    [InlineData(@"OpenStandard(Output|Error)\(|AnsiConsoleOutput\(Console|Console\.Set(Out|Error)\(|[^\w]AnsiConsole\.(Write|Markup)", "host/Cell/Words/ShownWriter.cs")]
    public void Words_leave_for_a_terminal_in_one_place(string pattern, string places) => RequirePlaces(pattern, places);

    private static void RequirePlaces(string pattern, string places) =>
        Assert.Equal(
            places.Split(' ', StringSplitOptions.RemoveEmptyEntries),
            Repository.SourceFiles
                .Where(file => !file.StartsWith("tests/", StringComparison.Ordinal))
                .Where(file => Regex.IsMatch(Repository.Read(file), pattern))
                .Order(StringComparer.Ordinal));
}
