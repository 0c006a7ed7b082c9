using System.Text;
using Strategies.Risk.Files;
using static Strategies.Risk.Tests.Files.LimitsFileFixture;

namespace Strategies.Risk.Tests.Files;

/// <summary>Every key of a limits file, wrong in every way.</summary>
public sealed class EveryLimitKeyTests
{
    private const string Whole = """
        {
          "format": 1, "version": 3, "currency": "USD",
          "limits": [
            { "scope": "firm", "maxQuantity": 1000, "maxNotional": 250000.01, "priceCollarPercent": 5.5,
              "referenceAgeMs": 5000.5, "maxPosition": 2000, "messagesPerSecond": 50 },
            { "scope": "strategy:taker", "instrument": "AMZN", "maxPosition": 10 }
          ]
        }
        """;

    private static readonly WrongFiles Files = new(Whole);

    public static TheoryData<string, string, int, string> Wrong()
    {
        TheoryData<string, string, int, string> data = [];
        foreach (WrongFile file in Files.All(_ => false))
        {
            data.Add(file.Way, file.Text, file.Line, file.Key);
        }

        return data;
    }

    [Fact]
    public void Right_it_is_taken() => Assert.Equal(7, Parse(Files.Good).Entries.Length);

    [Fact]
    public void A_byte_order_mark_in_front_does_not_matter() => Assert.Equal(
        7, LimitsFile.Parse([.. Encoding.UTF8.Preamble, .. Encoding.UTF8.GetBytes(Whole)], "limits.json", Names).Entries.Length);

    [Theory]
    [MemberData(nameof(Wrong), DisableDiscoveryEnumeration = true)]
    public void It_is_refused_with_file_line_and_key_and_without_words_of_the_program(
        string way, string text, int line, string key)
    {
        ConfigException refusal = Assert.Throws<ConfigException>(() => Parse(text));
        string told = refusal.Message;
        Assert.True(told.StartsWith($"limits.json, line {line}: ", StringComparison.Ordinal), $"{way}: {told}");
        Assert.Contains(key, told);
        Assert.DoesNotContain("System.", told);
        Assert.DoesNotContain("   at ", told);
    }
}
