using Strategies.Cell.Tokens;

namespace Strategies.Cell.Tests.Tokens;

/// <summary>Every key of a file of tokens and of the local operator's clear ones, wrong in every way.</summary>
public sealed class EveryTokenKeyTests : IDisposable
{
    private static readonly WrongFiles Files = new($$"""
        { "version": 1, "tokens": [ { "name": "ann", "role": "risk", "sha256": "{{TokenFile.HashOf("x")}}",
          "expires": "2030-01-31T16:00:00+00:00" } ] }
        """);

    private static readonly WrongFiles SecretFiles =
        new("""{ "version": 1, "tokens": [ { "name": "ann", "role": "risk", "token": "strat_0" } ] }""");

    private readonly string _folder = Directory.CreateTempSubdirectory("strategies-tokens-").FullName;

    public static TheoryData<bool, string, string, int, string> Wrong()
    {
        TheoryData<bool, string, string, int, string> data = [];
        foreach ((bool isSecret, WrongFiles files) in new[] { (false, Files), (true, SecretFiles) })
        {
            foreach (WrongFile file in files.All(_ => false).Where(file => file.Way != "tokens[0].expires null"))
            {
                data.Add(isSecret, file.Way, file.Text, file.Line, file.Key);
            }
        }

        return data;
    }

    private string Tokens => Path.Combine(_folder, "tokens.json");

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    [Fact]
    public void Right_they_are_taken_with_and_without_a_byte_order_mark()
    {
        foreach (string mark in new[] { "", "\uFEFF" })
        {
            File.WriteAllText(Tokens, mark + Files.Good);
            Assert.Equal(2030, Assert.Single(TokenFile.Read(Tokens)).Expires!.Value.Year);
            File.WriteAllText(TokenFile.SecretFileOf(Tokens), mark + SecretFiles.Good);
            Assert.Equal("strat_0", Assert.Single(TokenFile.ReadSecrets(Tokens)).Token);
        }
    }

    [Theory]
    [MemberData(nameof(Wrong), DisableDiscoveryEnumeration = true)]
    public void It_is_refused_with_file_line_and_key_and_without_words_of_the_program(
        bool isSecret, string way, string text, int line, string key)
    {
        string file = isSecret ? TokenFile.SecretFileOf(Tokens) : Tokens;
        File.WriteAllText(file, text);
        CellException refusal = Assert.Throws<CellException>(
            () => isSecret ? (object)TokenFile.ReadSecrets(Tokens) : TokenFile.Read(Tokens));
        string told = $"{refusal.Message}; {refusal.Hint}";
        Assert.True(told.StartsWith($"{file}, line {line}: ", StringComparison.Ordinal), $"{way}: {told}");
        Assert.Contains(key, told);
        Assert.DoesNotContain("System.", told);
        Assert.DoesNotContain("   at ", told);
    }
}
