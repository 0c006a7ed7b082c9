using System.Text;
using Strategies.Venues.Latency;

namespace Strategies.Plans.Tests;

/// <summary>What a plan may say of its venue's latencies, and what it is told when it says something else.</summary>
public sealed class LatencyPlanTests
{
    private const string OneOfThree = "give exactly one of microseconds, quantiles and file";
    private const string TenSeconds = "write a whole number from 0 to 10000000, without quotes";
    private const string TenSecondsOfNs = "write a number with at most 3 decimals from 0 to 10000000, without quotes";

    [Fact]
    public void Every_key_is_read_and_files_start_at_the_plan()
    {
        VenueLatencyPlan latency = Parse("""
            "latency": {
              "seed": -7,
              "default": { "microseconds": 50 },
              "newOrder": { "microseconds": 40.5 },
              "replace": { "file": "../lab/replace.csv" },
              "cancel": {
                "quantiles": [ { "quantile": 0, "microseconds": 20 }, { "quantile": 1, "microseconds": 900 } ]
              },
              "acknowledgement": { "microseconds": 1 },
              "fill": { "file": "/lab/fill.csv", "sha256": "00ff00ff00ff00ff00ff00ff00ff00ff00ff00ff00ff00ff00ff00ff00ff00ff" },
              "cancelReject": { "microseconds": 2 }
            }
            """).Latency!;
        Assert.Equal(-7, latency.Seed);
        Assert.Equal([50m, 40.5m, 1m, 2m],
            ((LatencyPlan?[])[latency.Default, latency.NewOrder, latency.Acknowledgement, latency.CancelReject])
            .Select(plan => plan!.Microseconds));
        Assert.Equal(new LatencyPlan { File = "/plans/lab/replace.csv" }, latency.Replace);
        Assert.Equal(new LatencyPlan { File = "/lab/fill.csv", Sha256 = "00ff00ff00ff00ff00ff00ff00ff00ff00ff00ff00ff00ff00ff00ff00ff00ff" }, latency.Fill);
        Assert.Equal([new LatencyQuantile(0, 20), new LatencyQuantile(1, 900)], latency.Cancel!.Quantiles);
    }

    [Fact]
    public void A_plan_with_latencies_that_was_written_is_read_as_the_same_plan()
    {
        SessionPlan plan = ParsePlan("""
            "ackLatencyMicroseconds": 13,
            "latency": {
              "seed": 7, "fill": { "file": "fill.csv" },
              "cancel": { "quantiles": [ { "quantile": 0, "microseconds": 2 }, { "quantile": 1, "microseconds": 9 } ] }
            }
            """);
        byte[] written = PlanFile.Write(plan);
        Assert.Equal(written, PlanFile.Write(PlanFile.Parse(written, "/elsewhere/plan.json")));
        Assert.Contains("/plans/day/fill.csv", Encoding.UTF8.GetString(written), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("\"orderLatencyMicroseconds\": -1", "'orderLatencyMicroseconds' is -1, not between 0 and 10000000",
        TenSeconds)]
    [InlineData("\"ackLatencyMicroseconds\": -1", "'ackLatencyMicroseconds' is -1, not between 0 and 10000000",
        TenSeconds)]
    [InlineData("\"orderLatencyMicroseconds\": 10000001",
        "'orderLatencyMicroseconds' is 10000001, not between 0 and 10000000", TenSeconds)]
    [InlineData("\"ackLatencyMicroseconds\": 1, \"latency\": { \"default\": { \"microseconds\": 5 } }",
        "venue.latency.default and a constant of a direction say the same twice",
        "leave default out, or orderLatencyMicroseconds and ackLatencyMicroseconds")]
    public void The_constants_of_a_direction_have_rules(string venue, string problem, string hint) =>
        RequireRefused(venue, problem, hint);

    [Theory]
    [InlineData("newOrder")]
    [InlineData("replace")]
    [InlineData("cancel")]
    [InlineData("acknowledgement")]
    [InlineData("fill")]
    [InlineData("cancelReject")]
    [InlineData("default")]
    public void A_message_names_the_class(string name)
    {
        RequireRefused($"\"latency\": {{ \"{name}\": {{ }} }}", $"venue.latency.{name} is empty", OneOfThree);
        RequireRefused(
            $"\"latency\": {{ \"{name}\": {{ \"microseconds\": -2 }} }}",
            "'microseconds' is -2, not between 0 and 10000000", TenSecondsOfNs);
    }

    [Theory]
    [InlineData("\"microseconds\": 1, \"file\": \"a.csv\"", "venue.latency.fill says more than one thing", OneOfThree)]
    [InlineData("\"microseconds\": 1, \"quantiles\": []", "venue.latency.fill says more than one thing", OneOfThree)]
    [InlineData("\"microseconds\": 1, \"sha256\": \"00ff00ff00ff00ff00ff00ff00ff00ff00ff00ff00ff00ff00ff00ff00ff00ff\"", "venue.latency.fill has a sha256 and no file",
        "it is the hash of a file's content")]
    [InlineData("\"microseconds\": 0.0001", "'microseconds' is 0.0001, with more than 3 decimals", TenSecondsOfNs)]
    [InlineData("\"quantiles\": []", "venue.latency.fill: 0 quantiles",
        "give 2 to 1000 of them, the first 0 and the last 1; a file may hold more latencies")]
    [InlineData(
        "\"quantiles\": [{\"quantile\":0,\"microseconds\":9},{\"quantile\":0.5,\"microseconds\":8},"
            + "{\"quantile\":1,\"microseconds\":10}]",
        "venue.latency.fill: quantile 0.5: 8 microseconds is less than at the quantile before it",
        "latencies never fall from one quantile to the next")]
    public void Each_class_is_said_once_and_rightly(string fill, string problem, string hint) =>
        RequireRefused($"\"latency\": {{ \"fill\": {{ {fill} }} }}", problem, hint);

    [Theory]
    [InlineData("\"latency\": { \"fills\": { \"microseconds\": 1 } }", "unknown key 'fills'")]
    [InlineData("\"latency\": { \"seed\": \"seven\" }", "'seed' must be a number, not the text")]
    [InlineData("\"latency\": { \"fill\": { \"quantiles\": [{ \"quantile\": 0 }] } }", "'microseconds'")]
    [InlineData("\"latency\": { \"fill\": { \"quantiles\": [{ \"microseconds\": 0 }] } }", "'quantile'")]
    [InlineData("\"latency\": { \"fill\": { \"quantiles\": [null] } }", "an element of 'quantiles' must be an object, not null")]
    public void A_key_that_is_wrong_or_missing_is_named(string venue, string problemPart) =>
        Assert.Contains(
            problemPart, Assert.Throws<PlanException>(() => Parse(venue)).Problem, StringComparison.Ordinal);

    private static VenuePlan Parse(string venue) => ParsePlan(venue).Venue;

    private static SessionPlan ParsePlan(string venue) => PlanFile.Parse(
        Encoding.UTF8.GetBytes($$"""
            {
              "version": 1, "feed": { "file": "day.zip" }, "limits": "limits.json",
              "venue": { {{venue}} },
              "slots": [ { "name": "one", "strategy": "one.dll" } ]
            }
            """),
        "/plans/day/plan.json");

    private static void RequireRefused(string venue, string problem, string hint)
    {
        PlanException exception = Assert.Throws<PlanException>(() => Parse(venue));
        Assert.Equal("/plans/day/plan.json", exception.File);
        Assert.Equal(problem, exception.Problem);
        Assert.Equal(hint, exception.Hint);
    }
}
