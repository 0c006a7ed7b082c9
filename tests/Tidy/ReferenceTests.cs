using System.Text.RegularExpressions;

namespace Strategies.Tidy.Tests;

/// <summary>Which projects see which: the house is walked one way.</summary>
public sealed class ReferenceTests
{
    [Fact]
    public void The_table_names_every_product_project_once_and_only_refers_upwards()
    {
        List<string> above = [];
        List<string> wrong = [];
        foreach ((string folder, string[] may) in ProjectTable.Rows)
        {
            wrong.AddRange(may.Except(above).Select(one => $"{folder} may refer to {one}, which is not above it"));
            above.Add(folder);
        }

        Offenders.MustBeNone(wrong);
        Assert.Equal(
            Project.Products.Where(project => !project.IsPackage).Select(project => project.Folder).Order(StringComparer.Ordinal),
            above.Order(StringComparer.Ordinal));
    }

    [Fact]
    public void A_project_refers_only_to_what_the_table_allows() => Offenders.MustBeNone(
        from row in ProjectTable.Rows
        where Project.All.ContainsKey(row.Folder)
        from reference in Project.All[row.Folder].References.Except(row.May)
        select $"{row.Folder} -> {reference}");

    [Fact]
    public void A_strategy_refers_to_the_sdk_and_to_nothing_else() => Offenders.MustBeNone(
        from project in Project.Products
        where project.IsPackage && !project.References.SetEquals(["sdk/Sdk"])
        select $"{project.Folder} -> {string.Join(' ', project.References)}");

    [Fact]
    public void A_project_reaches_nothing_that_is_barred_to_it_by_any_way() => Offenders.MustBeNone(
        from row in ProjectTable.Barred
        from reached in Project.All[row.Folder].Reach().Intersect(row.Never)
        select $"{row.Folder} reaches {reached}: {row.Why}");

    [Fact]
    public void In_the_host_only_the_command_line_reaches_the_backtest() => Offenders.MustBeNone(
        from project in Project.Products
        where project.Folder.StartsWith("host/", StringComparison.Ordinal) && project.Folder != "host/Cli"
        where project.Reach().Contains("sdk/Backtest")
        select project.Folder);

    [Fact]
    public void The_product_shows_its_internals_to_tests_and_the_sdk_its_own_to_the_engine()
    {
        HashSet<string> products = [.. Project.Products.Select(project => project.Name)];
        Assert.Equal(
            ["Strategies.Sdk -> Strategies.Engine"],
            from project in Project.Products
            from friend in project.Friends
            where products.Contains(friend) || !friend.EndsWith(".Tests", StringComparison.Ordinal)
            select $"{project.Name} -> {friend}");
    }

    [Fact]
    public void The_graph_in_the_readme_is_the_graph_of_the_projects()
    {
        string graph = ProjectTable.Text();
        string file = Path.Combine(Repository.Root, "artifacts", "projects.txt");
        Directory.CreateDirectory(Path.GetDirectoryName(file)!);
        File.WriteAllText(file, graph + "\n");
        Match block = Regex.Match(
            Repository.Read("README.md"), "^<!-- projects -->\n```text\n(.*?)\n```\n<!-- /projects -->$",
            RegexOptions.Singleline | RegexOptions.Multiline);
        Assert.True(
            block.Success, "README.md has no block between <!-- projects --> and <!-- /projects -->: copy artifacts/projects.txt");
        Assert.True(
            graph == block.Groups[1].Value,
            $"the graph in README.md is another one: copy artifacts/projects.txt between the markers\n{graph}");
    }
}
