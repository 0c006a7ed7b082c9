using System.Reflection;
using Strategies.Plugins.Checking;
using Strategies.Plugins.Loading;
using Strategies.Plugins.Packages;
using Strategies.Plugins.Tests.Support;
using Strategies.Sdk;

namespace Strategies.Plugins.Tests;

/// <summary>What the samples' guide says of MathNet.Numerics 5.0: what works gives the same as without a host, what does not is refused.</summary>
public sealed class MathNetTests : IDisposable
{
    private const string Usings =
        "using MathNet.Numerics; using MathNet.Numerics.Distributions; using MathNet.Numerics.IntegralTransforms; using MathNet.Numerics.Integration; "
        + "using MathNet.Numerics.Interpolation; using MathNet.Numerics.LinearAlgebra; using MathNet.Numerics.LinearRegression; "
        + "using MathNet.Numerics.OdeSolvers; using MathNet.Numerics.RootFinding; using MathNet.Numerics.Statistics; ";

    private const string Data = "double[] x = [1.5, 2, 4, 3.25, 7], y = [2, 3, 4, 6, 5.5]; ";
    private const int WorksMin = 20;
    private const int RefusedMin = 8;

    private static readonly string Library = typeof(MathNet.Numerics.Euclid).Assembly.Location;
    private static readonly IReadOnlyList<MathNetRow> Rows = MathNetRow.ReadGuide();

    private readonly LoaderFixture _fixture = new();

    public static TheoryData<string> Working => [.. Rows.Where(row => row.Refused.Count == 0).SelectMany(row => row.Expressions)];

    public static TheoryData<string, string> Refused => new(Rows.SelectMany(row => row.Refused.SelectMany(
        _ => row.Expressions, (refused, expression) => (expression, refused))));

    public void Dispose() => _fixture.Dispose();

    [Fact]
    public void The_guide_names_a_good_deal()
    {
        Assert.True(Working.Count >= WorksMin, $"{Working.Count} work");
        Assert.True(Refused.Count >= RefusedMin, $"{Refused.Count} are refused");
    }

    [Theory]
    [MemberData(nameof(Working))]
    public void What_works_by_the_guide_gives_what_it_gives_elsewhere(string expression)
    {
        Strategy instance = _fixture.Load(Compile(expression)).CreateInstance();
        instance.OnStop();
        object? here = instance.GetType().GetField("Result")!.GetValue(instance);

        string plain = PluginTestCompiler.Compile(
            _fixture.Folder["plain"], "Plain", $"using System; using System.Linq; {Usings} public static class Plain {{ public static object Run() {{ {Data} return {expression}; }} }}", [Library]);
        object? elsewhere = Assembly.Load(File.ReadAllBytes(plain)).GetType("Plain")!.GetMethod("Run")!.Invoke(null, null);
        Assert.NotNull(here);
        Assert.Equal(elsewhere, here);
    }

    [Theory]
    [MemberData(nameof(Refused))]
    public void What_does_not_work_by_the_guide_is_refused_for_what_the_guide_says(string expression, string refused)
    {
        CheckResult result = PackageChecker.Check(StrategyPackage.Read(Compile(expression)));
        Assert.Contains(result.Violations, one => one.ToString().Contains(refused, StringComparison.Ordinal));
    }

    [Fact]
    public void Little_of_it_is_judged_and_the_rest_is_closed()
    {
        CheckResult result = PackageChecker.Check(StrategyPackage.Read(Compile("Statistics.Quantile(x, 0.5)")));
        Assert.True(result.IsAccepted);
        Assert.True(result is { JudgedCount: < 100, ClosedCount: > 9_000 }, $"{result.JudgedCount} judged, {result.ClosedCount} closed");
    }

    private string Compile(string expression)
    {
        string folder = _fixture.Folder["package"];
        PluginTestCompiler.Compile(
            folder, "Demo", Usings + PluginTestCompiler.Quoter($"public object? Result; public override void OnStop() {{ {Data} Result = {expression}; }}"),
            [PluginTestCompiler.SdkPath, Library]);
        File.Copy(Library, Path.Combine(folder, Path.GetFileName(Library)));
        File.WriteAllText(Path.Combine(folder, "Demo.deps.json"), "{}");
        return folder;
    }
}
