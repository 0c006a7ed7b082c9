using Strategies.Cell.Tokens;

namespace Strategies.Cell.Tests.Tokens;

public sealed class TokenFileTests : IDisposable
{
    private readonly string _folder = Directory.CreateTempSubdirectory("strategies-tokens-").FullName;

    private string Tokens => Path.Combine(_folder, "tokens.json");

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    [Fact]
    public void The_default_has_one_token_for_each_role_and_keeps_the_clear_ones_apart()
    {
        Assert.True(TokenFile.CreateDefault(Tokens));
        IReadOnlyList<NamedToken> tokens = TokenFile.Read(Tokens);
        IReadOnlyList<SecretToken> secrets = TokenFile.ReadSecrets(Tokens);
        Assert.Equal(EdgeRoles.All, tokens.Select(token => token.Role));
        Assert.Equal(tokens.Select(token => token.Sha256), secrets.Select(secret => TokenFile.HashOf(secret.Token)));
        string text = File.ReadAllText(Tokens);
        Assert.All(secrets, secret => Assert.DoesNotContain(secret.Token, text, StringComparison.Ordinal));
        foreach (string file in new[] { Tokens, TokenFile.SecretFileOf(Tokens) })
        {
            Assert.True(
                OperatingSystem.IsWindows()
                    || File.GetUnixFileMode(file) == (UnixFileMode.UserRead | UnixFileMode.UserWrite),
                file);
        }
    }

    [Fact]
    public void The_default_never_replaces_what_is_there()
    {
        TokenFile.Add(Tokens, "me", EdgeRole.Admin, lifeSeconds: null);
        Assert.False(TokenFile.CreateDefault(Tokens));
        Assert.Equal("me", Assert.Single(TokenFile.Read(Tokens)).Name);
    }

    [Fact]
    public void Changes_that_are_made_at_once_are_all_made()
    {
        const int Each = 12;
        TokenFile.CreateDefault(Tokens);
        int roles = EdgeRoles.All.Count();
        Parallel.For(0, Each, new ParallelOptions { MaxDegreeOfParallelism = Each }, one => TokenFile.Add(Tokens, $"old{one}", EdgeRole.Viewer, null));
        Assert.Equal(roles + Each, TokenFile.Read(Tokens).Count);
        Parallel.For(0, Each * 2, new ParallelOptions { MaxDegreeOfParallelism = Each }, one =>
        {
            if (one % 2 == 0)
            {
                TokenFile.Revoke(Tokens, $"old{one / 2}");
            }
            else
            {
                TokenFile.Add(Tokens, $"new{one / 2}", EdgeRole.Viewer, null);
            }
        });
        Assert.Equal(
            Enumerable.Range(0, Each).Select(one => $"new{one}").Order(),
            TokenFile.Read(Tokens).Select(token => token.Name).Where(name => name.StartsWith("new", StringComparison.Ordinal) || name.StartsWith("old", StringComparison.Ordinal)).Order());
    }

    [Theory]
    [InlineData(-5)]
    [InlineData(0)]
    [InlineData(1_000_000_000_000)]
    public void A_token_without_a_life_is_refused(long seconds)
    {
        CellException refused = Assert.Throws<CellException>(() => TokenFile.Add(Tokens, "dead", EdgeRole.Viewer, seconds));
        Assert.Contains($"cannot be held for {seconds} s", refused.Message, StringComparison.Ordinal);
        Assert.False(File.Exists(Tokens));
    }

    [Fact]
    public void A_revoked_token_is_gone_from_both_files()
    {
        TokenFile.CreateDefault(Tokens);
        TokenFile.Revoke(Tokens, "risk");
        Assert.DoesNotContain(TokenFile.Read(Tokens), token => token.Name == "risk");
        Assert.DoesNotContain(TokenFile.ReadSecrets(Tokens), secret => secret.Name == "risk");
    }

    [Theory]
    [InlineData("{", "line 1")]
    [InlineData("""{ "version": 2, "tokens": [] }""", "line 1: 'version' is 2, which is not known")]
    [InlineData("""{ "version": 1, "tokens": [ { "name": "a", "role": "boss", "sha256": "" } ] }""", "line 1: 'role' is 'boss', which is not known")]
    [InlineData("""{ "version": 1, "tokens": [ { "name": "a b", "role": "risk", "sha256": "" } ] }""", "line 1: 'name': 'a b' cannot name a token: a space")]
    [InlineData("""{ "version": 1, "tokens": [ { "name": "a", "role": "risk", "sha256": "secret" } ] }""", "is not a SHA-256")]
    [InlineData("""{ "version": 1, "tokens": [ { "name": "a", "role": "risk", "token": "secret" } ] }""", "line 1: unknown key 'token'")]
    public void A_broken_file_is_a_message_that_names_the_place(string text, string problem)
    {
        File.WriteAllText(Tokens, text);
        CellException exception = Assert.Throws<CellException>(() => TokenFile.Read(Tokens));
        Assert.Contains(problem, exception.Message, StringComparison.Ordinal);
        Assert.Contains(Tokens, exception.Message, StringComparison.Ordinal);
        Assert.NotEmpty(exception.Hint);
    }

    [Fact]
    public void A_name_that_stands_twice_is_refused()
    {
        string hash = TokenFile.HashOf("x");
        File.WriteAllText(Tokens, $$"""
            { "version": 1, "tokens": [ { "name": "a", "role": "risk", "sha256": "{{hash}}" },
                                        { "name": "a", "role": "admin", "sha256": "{{hash}}" } ] }
            """);
        Assert.Contains("stands there twice", Assert.Throws<CellException>(() => TokenFile.Read(Tokens)).Message);
    }

    [Fact]
    public void Without_a_file_the_way_out_is_told() =>
        Assert.Contains("strat up", Assert.Throws<CellException>(() => TokenFile.Read(Tokens)).Hint);
}
