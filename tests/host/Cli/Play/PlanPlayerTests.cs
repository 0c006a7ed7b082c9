using System.Text.Json;
using Strategies.Cell.Tokens;
using Strategies.Cli.Play;
using Strategies.Plans;

namespace Strategies.Cli.Tests.Play;

public sealed class PlanPlayerTests
{
    [Theory]
    [InlineData("\"250000.01\"")]
    [InlineData("250000.01")]
    public void A_limit_of_a_plan_is_asked_for_as_a_number_and_with_its_instrument(string value)
    {
        ActionPlan action = new()
        {
            AtEvent = 1,
            Action = PlanActionKind.Limit,
            Scope = "firm",
            Name = "maxNotional",
            Instrument = "AMZN",
            Value = JsonDocument.Parse(value).RootElement,
            Reason = "smaller",
        };
        (EdgeRole role, string path, object body) = PlanPlayer.RequestOf(action, "", isForward: false);
        Assert.Equal((EdgeRole.Risk, "/api/limits"), (role, path));
        Assert.Equal(
            """{"scope":"firm","name":"maxNotional","value":250000.01,"instrument":"AMZN","reason":"smaller"}""",
            JsonSerializer.Serialize(body));
    }
}
