using System.Net;
using System.Text.Json;
using Strategies.Cell.Clients;
using Strategies.Cell.Tokens;
using Strategies.Edge.Tests.Support;

namespace Strategies.Edge.Tests.Auth;

/// <summary>Every endpoint against every kind of token. No core runs: only who may ask is looked at.</summary>
public sealed class AuthMatrixTests(AuthMatrixTests.LonelyEdge lonely) : IClassFixture<AuthMatrixTests.LonelyEdge>
{
    private static readonly Dictionary<string, EdgeRole> NeededToWrite = new()
    {
        ["POST /api/slots/{slot}/deploy"] = EdgeRole.Operator,
        ["POST /api/slots/{slot}/rollback"] = EdgeRole.Operator,
        ["POST /api/slots/{slot}/start"] = EdgeRole.Operator,
        ["POST /api/slots/{slot}/stop"] = EdgeRole.Operator,
        ["POST /api/slots/{slot}/quarantine"] = EdgeRole.Operator,
        ["GET /api/slots/{slot}/loss"] = EdgeRole.Operator,
        ["POST /api/slots/{slot}/parameters"] = EdgeRole.Operator,
        ["POST /api/slots/{slot}/shadow"] = EdgeRole.Operator,
        ["DELETE /api/slots/{slot}/shadow"] = EdgeRole.Operator,
        ["POST /api/flatten"] = EdgeRole.Operator,
        ["POST /api/limits"] = EdgeRole.Risk,
        ["POST /api/kill"] = EdgeRole.Risk,
        ["POST /api/release"] = EdgeRole.Risk,
        ["POST /api/day/end"] = EdgeRole.Admin,
        ["GET /api/tokens"] = EdgeRole.Admin,
        ["POST /api/tokens"] = EdgeRole.Admin,
        ["DELETE /api/tokens/{name}"] = EdgeRole.Admin,
    };

    private List<(HttpMethod Method, string Path)> Endpoints()
    {
        List<(HttpMethod, string)> endpoints = [(HttpMethod.Get, "/metrics"), (HttpMethod.Get, "/openapi/v1.json")];
        JsonElement paths = lonely.Edge.Get("/openapi/v1.json").Require(HttpStatusCode.OK).Json.GetProperty("paths");
        foreach (JsonProperty path in paths.EnumerateObject())
        {
            endpoints.AddRange(path.Value.EnumerateObject()
                .Select(method => (new HttpMethod(method.Name.ToUpperInvariant()), path.Name)));
        }

        Assert.True(endpoints.Count > 25, $"only {endpoints.Count} endpoints are described");
        return endpoints;
    }

    private static string Fill(string path) => path.Replace("{slot}", "ladder").Replace("{id}", "1").Replace("{name}", "nobody");

    [Fact]
    public void Nobody_is_anonymous_anywhere()
    {
        foreach ((HttpMethod method, string path) in Endpoints())
        {
            foreach (string? header in new[] { null, "", "Bearer ", "Bearer wrong", "Basic dmlld2VyOg==", lonely.Cell.TokenOf("admin") })
            {
                lonely.Edge.SendWith(method, Fill(path), header).RequireProblem(401);
            }
        }

        lonely.Edge.SendWith(HttpMethod.Get, "/nothing/here", null).RequireProblem(401);
    }

    [Fact]
    public void Who_has_no_token_is_told_no_path_of_the_host()
    {
        CellIdentity cell = CellIdentity.Of(lonely.Cell.Setup);
        foreach ((HttpMethod method, string path) in Endpoints().Append((HttpMethod.Get, "/nothing/here")))
        {
            (string headers, string text) = lonely.Edge.Everything(method, Fill(path), "Bearer wrong");
            Assert.Contains($"{CellIdentity.CellHeader}: {cell.CellText}", headers, StringComparison.Ordinal);
            Assert.Contains($"{CellIdentity.HashHeader}: {cell.FolderHash}", headers, StringComparison.Ordinal);
            Assert.DoesNotContain(cell.FolderText, headers, StringComparison.Ordinal);
            Assert.DoesNotContain(cell.Folder, text, StringComparison.Ordinal);
            (headers, _) = lonely.Edge.Everything(method, Fill(path), $"Bearer {lonely.Cell.TokenOf("viewer")}");
            Assert.Contains($"{CellIdentity.FolderHeader}: {cell.FolderText}", headers, StringComparison.Ordinal);
        }
    }

    [Fact]
    public void Every_role_may_do_its_own_work_and_no_other()
    {
        HashSet<string> seen = [];
        foreach ((HttpMethod method, string path) in Endpoints())
        {
            string name = $"{method} {path}";
            seen.Add(name);
            EdgeRole needed = NeededToWrite.GetValueOrDefault(name, EdgeRole.Viewer);
            foreach (EdgeRole role in EdgeRoles.All)
            {
                TestEdge.Answer answer =
                    lonely.Edge.Send(method, Fill(path), EdgeRoles.NameOf(role), method == HttpMethod.Get ? null : new { });
                bool isAllowed = role == needed || role == EdgeRole.Admin || needed == EdgeRole.Viewer;
                if (isAllowed)
                {
                    Assert.True(
                        answer.Status is not (HttpStatusCode.Unauthorized or HttpStatusCode.Forbidden)
                            && answer.Status != HttpStatusCode.InternalServerError,
                        $"{name} as {role}: {answer.Status} {answer.Text}");
                }
                else
                {
                    Assert.Contains(EdgeRoles.NameOf(needed), answer.RequireProblem(403)["detail"], StringComparison.Ordinal);
                }
            }
        }

        Assert.Empty(NeededToWrite.Keys.Except(seen));
    }

    [Fact]
    public void A_deployment_without_a_rehearsal_is_an_admins() => Assert.Contains(
        "admin is needed",
        lonely.Edge.Post("/api/slots/ladder/deploy?rehearse=false", new { hash = "abcd", reason = "x" }, "operator")
            .RequireProblem(403)["detail"],
        StringComparison.Ordinal);

    [Fact]
    public void An_expired_token_is_told_when_it_expired_and_what_to_do()
    {
        (string token, DateTimeOffset? end) = TokenFile.Add(lonely.Cell.Tokens, "late", EdgeRole.Operator, lifeSeconds: 1);
        Patience.Until("the token's end", () => end <= DateTimeOffset.UtcNow);
        TestEdge.Answer answer = lonely.Edge.SendWith(HttpMethod.Get, "/api/status", $"Bearer {token}").RequireProblem(401);
        Assert.Contains($"expired at {end!.Value.UtcDateTime:yyyy-MM-dd HH:mm:ss}Z", answer["detail"], StringComparison.Ordinal);
        Assert.Contains("strat token add late --role operator", answer["hint"], StringComparison.Ordinal);
        TokenFile.Revoke(lonely.Cell.Tokens, "late");
    }

    [Fact]
    public void A_token_counts_from_when_it_is_added_until_it_is_revoked()
    {
        (string token, _) = TokenFile.Add(lonely.Cell.Tokens, "guest", EdgeRole.Viewer, lifeSeconds: 86_400);
        lonely.Edge.SendWith(HttpMethod.Get, "/api/slots", $"Bearer {token}").Require(HttpStatusCode.OK);
        TokenFile.Revoke(lonely.Cell.Tokens, "guest");
        lonely.Edge.SendWith(HttpMethod.Get, "/api/slots", $"Bearer {token}").RequireProblem(401);
    }

    [Theory]
    [InlineData(-5)]
    [InlineData(0)]
    [InlineData(1_000_000_000_000)]
    [InlineData(long.MaxValue)]
    public void A_token_cannot_be_made_for_a_time_that_is_none(long seconds) => Assert.Contains(
        $"a token cannot be held for {seconds} s",
        lonely.Edge.Post("/api/tokens", new { name = "dead", role = "viewer", expiresInSeconds = seconds }, "admin")
            .RequireProblem(400)["detail"],
        StringComparison.Ordinal);

    [Fact]
    public void A_token_that_is_revoked_right_behind_another_change_counts_no_longer()
    {
        for (int round = 0; round < 25; round++)
        {
            (string token, _) = TokenFile.Add(lonely.Cell.Tokens, $"brief{round}", EdgeRole.Viewer, null);
            lonely.Edge.SendWith(HttpMethod.Get, "/api/slots", $"Bearer {token}").Require(HttpStatusCode.OK);
            TokenFile.Revoke(lonely.Cell.Tokens, $"brief{round}");
            lonely.Edge.SendWith(HttpMethod.Get, "/api/slots", $"Bearer {token}").RequireProblem(401);
        }
    }

    [Fact]
    public void Admins_make_and_take_back_tokens_over_the_api()
    {
        string token = lonely.Edge.Post("/api/tokens", new { name = "night", role = "risk", expiresInSeconds = 36_000 }, "admin")
            .Require(HttpStatusCode.OK)["token"];
        Assert.Equal(
            HttpStatusCode.BadRequest, lonely.Edge.SendWith(HttpMethod.Post, "/api/limits", $"Bearer {token}", new { }).Status);
        Assert.DoesNotContain(token, lonely.Edge.Get("/api/tokens", "admin").Text, StringComparison.Ordinal);
        lonely.Edge.Post("/api/tokens", new { name = "night", role = "risk" }, "admin").RequireProblem(409);
        lonely.Edge.Send(HttpMethod.Delete, "/api/tokens/night", "admin", null).Require(HttpStatusCode.NoContent);
        lonely.Edge.SendWith(HttpMethod.Get, "/api/slots", $"Bearer {token}").RequireProblem(401);
    }

    [Fact]
    public void A_file_that_breaks_later_leaves_the_tokens_before_in_force()
    {
        byte[] good = File.ReadAllBytes(lonely.Cell.Tokens);
        try
        {
            File.WriteAllText(lonely.Cell.Tokens, "{ \"version\": 1, \"tokens\": [ oops ] }");
            lonely.Edge.Get("/api/slots").Require(HttpStatusCode.OK);
            Assert.Contains(lonely.Edge.Log, line => line.Contains("the tokens before stay in force", StringComparison.Ordinal));
        }
        finally
        {
            File.WriteAllBytes(lonely.Cell.Tokens, good);
        }
    }

    [Fact]
    public void Commands_without_a_core_say_how_to_start_one() => Assert.Contains(
        "strat up",
        lonely.Edge.Post("/api/day/end", new { reason = "x" }, "admin").RequireProblem(503)["hint"],
        StringComparison.Ordinal);

    public sealed class LonelyEdge : IDisposable
    {
        public LonelyEdge()
        {
            Cell = new TestCell();
            Edge = new TestEdge(Cell);
        }

        internal TestCell Cell { get; }

        internal TestEdge Edge { get; }

        public void Dispose()
        {
            Edge.Dispose();
            Cell.Dispose();
        }
    }
}
