using System.Text;
using Strategies.Risk.Files;
using static Strategies.Risk.Tests.Files.LimitsFileFixture;

namespace Strategies.Risk.Tests.Files;

/// <summary>What no scope limits is told when the limits are loaded, not by orders that are refused all day.</summary>
public sealed class LimitCoverageTests
{
    private const string AllKeys =
        "\"maxQuantity\": 1, \"maxNotional\": 1, \"priceCollarPercent\": 1, \"referenceAgeMs\": 1, \"maxPosition\": 1, "
        + "\"messagesPerSecond\": 1";

    [Theory]
    [InlineData("maxQuantity")]
    [InlineData("maxNotional")]
    [InlineData("priceCollarPercent")]
    [InlineData("referenceAgeMs")]
    [InlineData("maxPosition")]
    [InlineData("messagesPerSecond")]
    public void A_control_that_no_scope_sets_is_named_with_the_line_of_the_list(string key)
    {
        string entry = AllKeys.Replace($"\"{key}\": 1, ", "", StringComparison.Ordinal)
            .Replace($", \"{key}\": 1", "", StringComparison.Ordinal);
        ConfigException refusal = Assert.Throws<ConfigException>(() => Check($"{{ \"scope\": \"firm\", {entry} }}"));
        Assert.StartsWith($"limits.json, line 4: no scope sets '{key}': every such order would be refused", refusal.Message);
        Assert.Equal(key, refusal.Key);
    }

    [Fact]
    public void A_control_that_only_some_slots_or_instruments_have_is_named_with_the_slot_that_has_none()
    {
        string some = AllKeys.Replace("\"maxPosition\": 1, ", "", StringComparison.Ordinal);
        string text = $$"""{ "scope": "firm", {{some}} }, { "scope": "strategy:maker", "maxPosition": 5 }""";
        Assert.Contains(
            "no scope sets 'maxPosition' for strategy 'taker' in instrument 'AMZN'",
            Assert.Throws<ConfigException>(() => Check(text)).Message);
        Check($$"""{{text}}, { "scope": "account:CLIENT.7", "maxPosition": 5 }""");
        string counted = AllKeys.Replace(", \"messagesPerSecond\": 1", "", StringComparison.Ordinal);
        Assert.Contains(
            "no scope sets 'messagesPerSecond' for strategy 'taker': ",
            Assert.Throws<ConfigException>(() => Check(
                $$"""{ "scope": "firm", {{counted}} }, { "scope": "strategy:maker", "messagesPerSecond": 5 }""")).Message);
    }

    [Fact]
    public void Limits_that_cover_everything_pass() => Check($"{{ \"scope\": \"firm\", {AllKeys} }}");

    private static void Check(string entries)
    {
        RiskGate gate = new(GateFixture.Universe, 2, 2);
        LimitsFile file = LimitsFile.Parse(Encoding.UTF8.GetBytes(With(entries)), "limits.json", Names);
        Assert.True(gate.Limits.TryReplace(file.Entries, out _));
        InstrumentNames names = new(GateFixture.Universe, new Dictionary<int, string>());
        LimitCoverage.Check(file, gate.Limits, GateFixture.Universe, names, [("maker", 1, 1), ("taker", 2, 2)]);
    }
}
