using Mono.Cecil;
using Strategies.Plugins.Tests.Checking.Framework;

namespace Strategies.Plugins.Tests.Checking;

/// <summary>
/// What strategies may use of the framework gives the same in every process: its implementation comes to nothing that differs
/// (<c>sources.txt</c>), but for what was looked at and has its reason (<c>cuts.txt</c>).
/// </summary>
public sealed class FrameworkWalkTests(WalkFixture fixture, ITestOutputHelper output) : IClassFixture<WalkFixture>
{
    private const int StartsMin = 6_000;
    private const int StepsMin = 12_000;

    [Fact]
    public void Nothing_that_is_allowed_comes_to_what_differs_between_processes()
    {
        string figures = $"{fixture.Starts.Count} starts, {fixture.Walk.Steps} steps, {fixture.Took.TotalSeconds:F1} s";
        output.WriteLine(figures);
        Assert.True(fixture.Starts.Count > StartsMin && fixture.Walk.Steps > StepsMin, $"the walk did not get far: {figures}");
        IReadOnlyList<Step>[] paths = [.. fixture.Starts.Select(fixture.Walk.PathFrom).OfType<IReadOnlyList<Step>>()];
        Assert.True(
            paths.Length == 0,
            $"{paths.Length} members that strategies may use come to what differs between processes. Take the member out of allowed.txt, "
            + $"or say in cuts.txt why its result does not depend on it:\n{string.Join('\n', paths.Select(Show))}");
    }

    [Fact]
    public void Every_cut_is_needed() =>
        Assert.Empty(fixture.Cuts.Rules.Where(rule => !rule.IsUsed).Select(rule => rule.ToString()));

    [Fact]
    public void Every_source_is_in_the_framework()
    {
        HashSet<Rule> missing = [.. fixture.Sources.Rules.Where(rule => !rule.IsUsed)];
        foreach (Step step in fixture.Images.Types.SelectMany(Steps))
        {
            missing.RemoveWhere(rule => Rule.Covers(rule.To, step.Name));
        }

        Assert.Empty(missing.Select(rule => rule.ToString()));
    }

    [Theory]
    [InlineData("System.DateTime::get_UtcNow", "System.DateTime::get_UtcNow")]
    [InlineData("System.DateTime::ParseExact", "System.TimeZoneInfo::*")]
    [InlineData("System.Linq.Enumerable::Shuffle", "System.Random*::*")]
    [InlineData("System.MulticastDelegate::.ctor", "native System.Delegate::*")]
    [InlineData("System.AggregateException::ToString", "System.Exception::ToString")]
    [InlineData("System.Double::ExpM1", "native System.Math::Exp")]
    [InlineData("System.Double::ReciprocalEstimate", "intrinsic *")]
    [InlineData("System.Double::ClampNative", "intrinsic System.Double::*Native")]
    [InlineData("System.String::Intern", "native System.String::Intern")]
    public void What_is_refused_is_found(string member, string source) => Assert.Contains(
        AllowedMembers.RefusedOf(fixture.Images).Where(start => start.Of.FullName.Contains(member + "(", StringComparison.Ordinal)),
        start => fixture.Beyond.PathFrom(start) is { } path && Rule.Covers(source, path[^1].Name));

    [Fact]
    public void A_line_without_a_reason_is_refused()
    {
        FormatException refused = Assert.Throws<FormatException>(() => RuleList.Parse(["# why", "  System.Random::*"]));
        Assert.Contains("System.Random::*", refused.Message);
    }

    private static string Show(IReadOnlyList<Step> path) => string.Join("\n    -> ", path.Select(StepNames.Shown));

    /// <summary>All that there is of a type for a list to name.</summary>
    private static IEnumerable<Step> Steps(TypeDefinition type) =>
    [
        .. type.Methods.Select(Step.To),
        .. type.Methods.Where(method => method.IsVirtual).Select(method => new Step(StepKind.VirtualCall, method)),
        .. type.Fields.Where(field => field.IsStatic).Select(field => new Step(StepReader.KindOf(field), field)),
        // Not of all types: that would read the whole framework.
        .. type.FullName == "System.RuntimeType/ActivatorCache"
            ? type.Methods.Where(StepReader.CallsPointer).Select(method => new Step(StepKind.PointerCall, method)) : [],
    ];
}
