using System.Reflection;
using System.Text.Json;
using Strategies.Records;

namespace Strategies.Plans.Tests;

/// <summary>The plan that shows every key does, and is one.</summary>
public sealed class EveryKeyTests
{
    private static readonly string File = Path.GetFullPath(Path.Combine(
        TestPlugins.FolderOf("Quiet"), "..", "..", "..", "..", "samples", "every-key.plan.json"));

    /// <summary>The types whose keys make a plan.</summary>
    public static TheoryData<Type> Parts =>
    [
        typeof(SessionPlan), typeof(FeedPlan), typeof(VenuePlan), typeof(VenueLatencyPlan), typeof(LatencyPlan),
        typeof(SlotPlan), typeof(ActionPlan), typeof(EngineOptions), typeof(SlotBounds),
    ];

    [Fact]
    public void It_is_a_plan() => Assert.Equal(11, PlanFile.Load(File).Actions.Count);

    [Theory]
    [MemberData(nameof(Parts))]
    public void It_shows_every_key_of(Type part)
    {
        string text = System.IO.File.ReadAllText(File);
        Assert.All(
            part.GetProperties(BindingFlags.Public | BindingFlags.Instance).Where(property => property.CanWrite),
            property => Assert.Contains(JsonNamingPolicy.CamelCase.ConvertName(property.Name), text));
    }

    [Fact]
    public void It_shows_every_action() => Assert.Equal(
        Enum.GetValues<PlanActionKind>().Order(), PlanFile.Load(File).Actions.Select(action => action.Action).Order());
}
