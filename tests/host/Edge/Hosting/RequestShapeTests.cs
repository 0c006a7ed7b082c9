using System.Net;
using System.Reflection;
using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;
using Microsoft.AspNetCore.Routing;
using Strategies.Cell.Tokens;
using Strategies.Edge.Hosting;
using Strategies.Edge.Tests.Support;
using Strategies.Records;

namespace Strategies.Edge.Tests.Hosting;

/// <summary>
/// Every endpoint of the routing table against every way to write a request wrong: each is refused with what is wrong and where,
/// and nothing is done.
/// </summary>
public sealed class RequestShapeTests(LiveCell live) : IClassFixture<LiveCell>
{
    private const int BodyEndpoints = 12;

    private TestEdge Edge => live.Edge;

    private List<(HttpMethod Method, string Path, RouteEndpoint Endpoint)> Endpoints() =>
    [
        .. Edge.Endpoints.SelectMany(endpoint => (endpoint.Metadata.GetMetadata<HttpMethodMetadata>()?.HttpMethods ?? ["GET"])
            .Select(method => (new HttpMethod(method), PathOf(endpoint), endpoint))),
    ];

    private static string PathOf(RouteEndpoint endpoint) => "/" + endpoint.RoutePattern.RawText!.TrimStart('/')
        .Replace("{slot}", "ladder").Replace("{id}", "1").Replace("{name}", "nobody").Replace("{documentName}", "v1");

    /// <summary>A body with every key, each of its kind.</summary>
    private static JsonObject Good(Type type) => new(type.GetProperties().Select(property =>
        KeyValuePair.Create(JsonNamingPolicy.CamelCase.ConvertName(property.Name), ValueOf(property))));

    private static JsonNode? ValueOf(PropertyInfo property)
    {
        Type type = Nullable.GetUnderlyingType(property.PropertyType) ?? property.PropertyType;
        return type == typeof(string) ? JsonValue.Create("nobody")
            : type == typeof(bool) ? JsonValue.Create(true)
            : type == typeof(EdgeRole) ? JsonValue.Create("viewer")
            : type == typeof(SwapState) ? JsonValue.Create("carry")
            : JsonValue.Create(1);
    }

    private static IEnumerable<(string Way, string Body, string Where)> WrongBodies(Type type)
    {
        string good = Good(type).ToJsonString();
        yield return ("empty", "", "the body is empty");
        yield return ("blanks", "  ", "not JSON");
        yield return ("a list", $"[{good}]", "must be one object");
        yield return ("null", "null", "must be one object");
        yield return ("a text", "\"x\"", "must be one object");
        yield return ("two objects", good + good, "not JSON");
        yield return ("cut", good[..^1], "not JSON");
        yield return ("a comment", "/* x */" + good, "not JSON");
        yield return ("a trailing comma", good[..^1] + ",}", "not JSON");
        yield return ("an unknown key", good[..^1] + ",\"odd\":1}", "at odd: unknown key 'odd'");
        yield return ("deep", good[..^1] + ",\"odd\":" + new string('[', 10_000) + new string(']', 10_000) + "}", "depth");
        yield return ("no keys", "{}", "is missing");
        yield return ("a single quote", "{'reason':'x'}", "not JSON");
        foreach (PropertyInfo property in type.GetProperties())
        {
            string key = JsonNamingPolicy.CamelCase.ConvertName(property.Name);
            foreach ((string way, string wrong) in WrongValues(property))
            {
                yield return ($"{key}: {way}", With(type, key, wrong), $"at {key}: '{key}'");
            }

            yield return ($"{key} twice", With(type, key, $"1,\"{key}\":2"), $"at {key}: key '{key}' is there twice");
            yield return ($"{key} in capitals", good.Replace($"\"{key}\"", $"\"{property.Name}\""), $"unknown key '{property.Name}'");
            yield return ($"{key}: NaN", With(type, key, "NaN"), "not JSON");
            yield return ($"{key}: bad escape", With(type, key, "\"\\ud800\""), "at ");
        }
    }

    private static IEnumerable<(string Way, string Wrong)> WrongValues(PropertyInfo property)
    {
        yield return ("an object", "{}");
        yield return ("a list", "[1]");
        if (Nullable.GetUnderlyingType(property.PropertyType) is null)
        {
            yield return ("null", "null");
        }

        Type type = Nullable.GetUnderlyingType(property.PropertyType) ?? property.PropertyType;
        if (type == typeof(JsonElement))
        {
            yield break;
        }

        if (type != typeof(bool))
        {
            yield return ("true", "true");
        }

        if (type == typeof(string) || type == typeof(EdgeRole))
        {
            yield return ("a number", "5");
            yield return ("a control character", "\"a\\u0007b\"");
        }
        else
        {
            yield return ("a number as text", "\"5\"");
            yield return ("a huge number", "1e400");
            yield return ("a long number", new string('9', 40));
            yield return ("a huge negative number", "-1e400");
        }
    }

    private static string With(Type type, string key, string value)
    {
        JsonObject good = Good(type);
        good[key] = "HERE";
        return good.ToJsonString().Replace("\"HERE\"", value);
    }

    private (ulong, ulong, int, string, bool) State() => (
        live.Core.LastCommand, live.Core.LastDeployment, Edge.Get("/api/deployments").Json.GetArrayLength(),
        File.ReadAllText(live.Cell.Tokens), live.Core.Flags!.IsKilled);

    [Fact]
    public void A_body_that_is_wrong_in_any_way_is_refused_with_what_and_where_and_nothing_is_done()
    {
        (ulong, ulong, int, string, bool) before = State();
        int seen = 0;
        foreach ((HttpMethod method, string path, RouteEndpoint endpoint) in Endpoints())
        {
            if (RequestShape.BodyType(endpoint) is not { } type)
            {
                continue;
            }

            seen++;
            foreach ((string way, string body, string where) in WrongBodies(type))
            {
                TestEdge.Answer answer = Edge.SendBytes(method, path, Encoding.UTF8.GetBytes(body));
                Assert.True(answer.Status == HttpStatusCode.BadRequest, $"{path}, {way}: {(int)answer.Status} {answer.Text}");
                answer.RequireProblem(400);
                Assert.True(answer["detail"].Contains(where, StringComparison.Ordinal), $"{path}, {way}: {answer["detail"]}");
            }

            RequireBytesRefused(method, path, type);
        }

        Assert.True(seen >= BodyEndpoints, $"only {seen} endpoints take a body");
        Assert.Equal(before, State());
    }

    private void RequireBytesRefused(HttpMethod method, string path, Type type)
    {
        byte[] good = Encoding.UTF8.GetBytes(Good(type).ToJsonString());
        string Detail(byte[] body) => Edge.SendBytes(method, path, body).RequireProblem(400)["detail"];
        Assert.Contains("byte order mark", Detail([.. Encoding.UTF8.Preamble, .. good]), StringComparison.Ordinal);
        Assert.Contains("not valid UTF-8", Detail([.. good[..^1], 0xFF, .. good[^1..]]), StringComparison.Ordinal);
        Edge.SendBytes(method, path, Encoding.Unicode.GetBytes(Good(type).ToJsonString())).RequireProblem(400);
        Assert.Contains(
            "'text/plain'", Edge.SendBytes(method, path, good, "text/plain").RequireProblem(415)["detail"], StringComparison.Ordinal);
        // Small enough that all of it is on its way when the answer comes.
        byte[] large = [.. good[..^1], .. Enumerable.Repeat((byte)' ', 64 << 10), .. good[^1..]];
        Assert.Contains(
            "too large", Edge.SendBytes(method, path, large).RequireProblem(413)["detail"], StringComparison.OrdinalIgnoreCase);
    }

    [Fact]
    public void A_query_that_an_endpoint_does_not_know_or_that_says_something_twice_is_refused_and_nothing_is_done()
    {
        (ulong, ulong, int, string, bool) before = State();
        foreach ((HttpMethod method, string path, RouteEndpoint endpoint) in Endpoints())
        {
            byte[] body = RequestShape.BodyType(endpoint) is { } type ? Encoding.UTF8.GetBytes(Good(type).ToJsonString()) : [];
            string Detail(string query) => Edge.SendBytes(method, $"{path}?{query}", body).RequireProblem(400)["detail"];
            Assert.Contains("unknown parameter 'odd'", Detail("odd=1"), StringComparison.Ordinal);
            foreach (string name in RequestShape.QueryNames(endpoint))
            {
                Assert.Contains($"'{name}' 2 times", Detail($"{name}=1&{name}=2"), StringComparison.Ordinal);
                Assert.Contains($"'{name.ToUpperInvariant()}'", Detail($"{name.ToUpperInvariant()}=1"), StringComparison.Ordinal);
                foreach (string wrong in new[] { "many", "1e400", "NaN", "99999999999999999999", "%00", "[]" })
                {
                    Assert.Contains(name, Detail($"{name}={wrong}"), StringComparison.Ordinal);
                }
            }
        }

        Assert.Equal(before, State());
    }

    [Fact]
    public void Query_parameters_are_known_from_the_routing_table() => Assert.Equal(
        ["/api/journal/tail: count, outputs", "/api/slots/{slot}/deploy: rehearse, wait", "/api/slots/{slot}/rollback: wait"],
        Edge.Endpoints.Where(endpoint => RequestShape.QueryNames(endpoint).Length > 0)
            .Select(endpoint => $"{endpoint.RoutePattern.RawText}: {string.Join(", ", RequestShape.QueryNames(endpoint))}").Order());

    [Theory]
    [InlineData("maxQuantity", "1000000000001", "1000000000000")]
    [InlineData("maxPosition", "1000000000001", "1000000000000")]
    [InlineData("maxNotional", "92233720368.54775808", "92233720368.54775807")]
    [InlineData("priceCollarPercent", "100000000", "1000 percent")]
    [InlineData("priceCollarPercent", "1000.0001", "1000 percent")]
    [InlineData("referenceAgeMs", "86400000.000001", "86400000 milliseconds")]
    [InlineData("messagesPerSecond", "1000001", "1000000 messages")]
    public void A_limit_that_limits_nothing_is_refused_with_the_largest(string name, string value, string largest)
    {
        ulong before = live.Core.LastCommand;
        TestEdge.Answer answer = Edge.SendBytes(HttpMethod.Post, "/api/limits", Encoding.UTF8.GetBytes(
            $$"""{ "scope": "firm", "name": "{{name}}", "value": {{value}}, "reason": "x" }""")).RequireProblem(400);
        Assert.Contains($"'{name}' is too large ({value})", answer["detail"], StringComparison.Ordinal);
        Assert.Contains(largest, answer["hint"], StringComparison.Ordinal);
        Assert.Equal(before, live.Core.LastCommand);
    }
}
