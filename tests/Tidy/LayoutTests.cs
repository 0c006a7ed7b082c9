using System.Text.RegularExpressions;

namespace Strategies.Tidy.Tests;

public sealed class LayoutTests
{
    private static readonly string[] TopLevel =
        ["host", "sdk", "strategies", "risk", "native", "samples", "tests", "Strategies.sln", "README.md", "LICENSE"];

    [Fact]
    public void The_top_level_holds_only_the_agreed_names() => Offenders.MustBeNone(
        Repository.Files.Select(file => file.Split('/')[0]).Distinct()
            .Where(name => !TopLevel.Contains(name) && !name.StartsWith('.') && !Regex.IsMatch(name, @"\.(json|props|targets|config)$")));

    [Theory]
    [InlineData("samples/demo")]
    [InlineData("tests/run")]
    [InlineData(".ci/run")]
    public void The_commands_are_there_and_can_be_run(string command)
    {
        Assert.Contains(command, Repository.Files);
        Assert.True(OperatingSystem.IsWindows() || (File.GetUnixFileMode(Path.Combine(Repository.Root, command)) & UnixFileMode.UserExecute) != 0);
    }

    [Theory]
    [InlineData("samples/demo")]
    [InlineData("tests/run")]
    [InlineData("tests/soak/run")]
    public void The_commands_stand_in_the_readme(string command) =>
        Assert.Matches($@"(?m)^{Regex.Escape(command)}\s", Repository.Read("README.md"));

    [Fact]
    public void The_ci_runs_what_everybody_runs() =>
        Assert.Matches(@"(?m)^exec .*/tests/run""$", Repository.Read(".ci/run"));

    [Fact]
    public void Every_project_is_in_the_solution()
    {
        string solution = Repository.Read("Strategies.sln").Replace('\\', '/');
        Offenders.MustBeNone(Repository.Files.Where(file => file.EndsWith(".csproj", StringComparison.Ordinal) && !solution.Contains($"\"{file}\"", StringComparison.Ordinal)));
    }

    [Fact]
    public void Every_folder_of_the_house_has_its_line_in_the_readme()
    {
        string readme = Repository.Read("README.md");
        IEnumerable<string> folders = Repository.Files.Where(file => file.EndsWith(".csproj", StringComparison.Ordinal))
            .Where(file => !file.StartsWith("tests/", StringComparison.Ordinal))
            .Select(file => Path.GetDirectoryName(file)!);
        Offenders.MustBeNone(folders.Where(folder => !readme.Contains($"`{folder}`", StringComparison.Ordinal)));
    }

    [Fact]
    public void Nothing_is_left_unfinished_in_the_code() => Offenders.MustBeNone(
        from file in Repository.SourceFiles
        where !file.StartsWith("tests/Tidy/", StringComparison.Ordinal)
        where Regex.IsMatch(Repository.Read(file), @"\b(TODO|FIXME|HACK|NotImplementedException)\b|catch\s*(\([^)]*\))?\s*\{\s*\}")
        select file);

    [Fact]
    public void No_test_is_switched_off_or_empty() => Offenders.MustBeNone(
        from file in Repository.SourceFiles
        where file.StartsWith("tests/", StringComparison.Ordinal) && !file.StartsWith("tests/Tidy/", StringComparison.Ordinal)
        where Regex.IsMatch(Repository.Read(file), @"Skip\s*=\s*""|Assert\.True\(true\)")
        select file);
}
