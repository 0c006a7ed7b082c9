using System.Text.RegularExpressions;

namespace Strategies.Tidy.Tests;

/// <summary>Tests lie where the product lies.</summary>
public sealed class MirrorTests
{
    private const string Mirrored = "^tests/(host|sdk|risk|samples|strategies)(/|$)";
    private static readonly string[] Apart = ["Tidy", "Support", "TestStrategies", "benchmarks", "soak"];

    [Fact]
    public void Below_tests_there_are_the_folders_of_the_product_and_those_that_stand_apart() => Offenders.MustBeNone(
        Repository.Files.Select(file => file.Split('/'))
            .Where(parts => parts[0] == "tests" && parts.Length > 2)
            .Select(parts => parts[1]).Distinct()
            .Where(folder => !Apart.Contains(folder) && !Regex.IsMatch($"tests/{folder}", Mirrored)));

    [Fact]
    public void Every_test_project_has_a_product_folder_of_the_same_path() => Offenders.MustBeNone(
        Project.All.Keys.Where(folder => Regex.IsMatch(folder, Mirrored) && !IsProductFolder(Counterpart(folder)))
            .Select(folder => $"{folder}: there is no {Counterpart(folder)}"));

    [Fact]
    public void Every_folder_of_test_classes_has_a_product_folder_of_the_same_path() => Offenders.MustBeNone(
        Repository.SourceFiles
            .Where(file => Regex.IsMatch(file, Mirrored) && file.EndsWith("Tests.cs", StringComparison.Ordinal))
            .Select(file => Path.GetDirectoryName(file)!).Distinct()
            .Where(folder => Path.GetFileName(folder) != "Support" && !IsProductFolder(Counterpart(folder)))
            .Select(folder => $"{folder}: there is no {Counterpart(folder)}; move its classes to where what they test lies"));

    private static string Counterpart(string folder) => folder["tests/".Length..];

    private static bool IsProductFolder(string folder) =>
        Repository.Files.Any(file => file.StartsWith(folder + "/", StringComparison.Ordinal));
}
