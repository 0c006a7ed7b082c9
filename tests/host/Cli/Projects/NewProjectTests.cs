using System.Text.Json;
using Strategies.Cli.Tests.Support;

namespace Strategies.Cli.Tests.Projects;

/// <summary><c>strat new</c>, and the packages that every build leaves: what a quant begins with, outside this tree.</summary>
public sealed class NewProjectTests
{
    private static readonly Dictionary<string, string> NothingStays = new()
    {
        ["MSBUILDDISABLENODEREUSE"] = "1",
        ["DOTNET_CLI_USE_MSBUILD_SERVER"] = "0",
        ["DOTNET_NOLOGO"] = "1",
        ["DOTNET_CLI_HOME"] = Environment.GetFolderPath(Environment.SpecialFolder.UserProfile),
    };

    private static string Feed { get; } = Path.Combine(Checkout.Root, "artifacts", "packages");

    private static StratResult Dotnet(string folder, params string[] arguments) =>
        Strat.RunProgram("env", ["-C", folder, .. NothingStays.Select(one => $"{one.Key}={one.Value}"), "dotnet", .. arguments]);

    private static string[] FilesBelow(string folder) =>
    [
        .. Directory.EnumerateFiles(folder, "*", SearchOption.AllDirectories)
            .Select(file => Path.GetRelativePath(folder, file)).Order(StringComparer.Ordinal),
    ];

    [Theory]
    [InlineData("minimal")]
    [InlineData("market-maker")]
    [InlineData("bars")]
    public void A_new_solution_builds_passes_its_test_and_plays_its_plan_without_an_edit(string template)
    {
        using TempFolder folder = new();
        string project = folder.File("Reversal");
        JsonElement made = Strat.Run("new", "Desk.Reversal", "-o", project, "--template", template, "--json")
            .Require(StratResult.Success).Json;
        Assert.Equal(Feed, made.GetProperty("feed").GetString());

        Dotnet(project, "build", "-c", "Release", "--nologo", "-v", "q", "-warnaserror").Require(StratResult.Success);
        StratResult tested = Dotnet(project, "test", "-c", "Release", "--no-build").Require(StratResult.Success);
        Assert.Contains("failed: 0", tested.Output, StringComparison.Ordinal);
        Assert.Contains("succeeded: 3", tested.Output, StringComparison.Ordinal);

        JsonElement played = Strat.Run("backtest", Path.Combine(project, "plan.json"), "--verify-replay", "--json")
            .Require(StratResult.Success).Json;
        Assert.True(played.GetProperty("orders").GetInt64() > 0);
        Assert.True(played.GetProperty("fills").GetInt64() > 0);
    }

    [Theory]
    [InlineData("minimal")]
    [InlineData("market-maker")]
    [InlineData("bars")]
    public void Dotnet_new_makes_the_same_files_of_the_package(string template)
    {
        using TempFolder folder = new();
        string hive = folder.File("hive");
        string version = Strat.Run("new", "Desk.Reversal", "-o", folder.File("strat"), "--template", template, "--json")
            .Require(StratResult.Success).Json.GetProperty("version").GetString()!;
        Dotnet(folder.File(""), "new", "install", Path.Combine(Feed, $"Strategies.Templates.{version}.nupkg"), "--debug:custom-hive", hive)
            .Require(StratResult.Success);
        Dotnet(
            folder.File(""), "new", $"strategies-{template}", "-n", "Desk.Reversal", "-o", "dotnet", "--feed", Feed,
            "--debug:custom-hive", hive).Require(StratResult.Success);

        Assert.Equal(FilesBelow(folder.File("strat")), FilesBelow(folder.File("dotnet")));
        Assert.All(
            FilesBelow(folder.File("strat")),
            file => Assert.Equal(
                File.ReadAllBytes(Path.Combine(folder.File("strat"), file)),
                File.ReadAllBytes(Path.Combine(folder.File("dotnet"), file))));
    }

    [Fact]
    public void The_tool_package_is_strat_with_its_processes()
    {
        using TempFolder folder = new();
        Dotnet(folder.File(""), "tool", "install", "--tool-path", "tools", "--source", Feed, "Strategies.Tool").Require(StratResult.Success);
        string strat = Path.Combine(folder.File("tools"), "strat");
        StratResult version = Strat.RunProgram(strat, "--version").Require(StratResult.Success);
        Assert.Equal(Strat.Run("--version").Output, version.Output);

        // It lies nowhere near a build, so it says that it does not know where packages come from.
        StratResult made = Strat.RunProgram(strat, "new", "Reversal", "-o", folder.File("Reversal")).Require(StratResult.Success);
        Assert.Contains("--feed", made.Error, StringComparison.Ordinal);
        string process = Assert.Single(Directory.GetFiles(folder.File("tools"), "strat-process", SearchOption.AllDirectories));
        Strat.RunProgram(process, "--help").Require(StratResult.Usage);
    }

    [Theory]
    [InlineData("2fast")]
    [InlineData("my-strategy")]
    [InlineData("Desk..Reversal")]
    [InlineData("Desk.class")]
    [InlineData("Strategies.Mine")]
    [InlineData("../outside")]
    [InlineData("")]
    public void What_cannot_be_a_namespace_is_refused_and_nothing_is_made(string name)
    {
        using TempFolder folder = new();
        string project = folder.File("made");
        Strat.Run("new", name, "-o", project, "--json").RequireRefused("NAME");
        Assert.False(Directory.Exists(project));
    }

    [Fact]
    public void What_is_there_already_is_left_as_it_is()
    {
        using TempFolder folder = new();
        System.IO.File.WriteAllText(folder.File("mine"), "mine");
        Strat.Run("new", "Reversal", "-o", folder.File(""), "--json").RequireRefused("something is there");
        Strat.Run("new", "Reversal", "-o", folder.File("mine"), "--json").RequireRefused("something is there");
        Assert.Equal(["mine"], FilesBelow(folder.File("")));
    }

    [Fact]
    public void A_folder_that_cannot_be_written_is_named_and_nothing_stays()
    {
        using TempFolder folder = new();
        File.WriteAllText(folder.File("file"), "");
        Strat.Run("new", "Reversal", "-o", Path.Combine(folder.File("file"), "below"), "--json").RequireRefused("cannot be written");
        Assert.Equal(["file"], FilesBelow(folder.File("")));
    }
}
