using System.Text;
using Strategies.Risk.Files;
using static Strategies.Risk.Tests.Files.LimitsFileFixture;

namespace Strategies.Risk.Tests.Files;

public sealed class LimitsFileTests
{
    private const string Full = """
        // the limits of the third of June
        {
          "format": 1,
          "version": 3,
          "currency": "USD",
          "limits": [
            { "scope": "firm", "maxQuantity": 1000, "maxNotional": "250000.01", "priceCollarPercent": 5.0,
              "referenceAgeMs": 5000.5, "maxPosition": 2000, "messagesPerSecond": 50 },
            { "scope": "account:CLIENT.7", "maxNotional": 0.00000001 }, /* a point may be part of a name */
            { "scope": "strategy:taker", "instrument": "AMZN", "maxPosition": 1000000000000, },
            { "instrument": "T4.25-34", "scope": "order", "priceCollarPercent": 0.0001 },
          ],
        }
        """;

    [Fact]
    public void Every_key_and_scope_is_read_in_its_own_unit()
    {
        LimitsFile file = Parse(Full);
        Assert.Equal((3, "USD", "limits.json"), (file.Version, file.Currency.ToString(), file.FileName));
        Assert.Equal(
            [
                (RiskControl.MaxQuantity, RiskScope.Firm, 0, 0, 1_000L, 7),
                (RiskControl.MaxNotional, RiskScope.Firm, 0, 0, 25_000_001_000_000L, 7),
                (RiskControl.PriceCollar, RiskScope.Firm, 0, 0, 50_000L, 7),
                (RiskControl.ReferenceAge, RiskScope.Firm, 0, 0, 5_000_500_000L, 8),
                (RiskControl.MaxPosition, RiskScope.Firm, 0, 0, 2_000L, 8),
                (RiskControl.MessagesPerSecond, RiskScope.Firm, 0, 0, 50L, 8),
                (RiskControl.MaxNotional, RiskScope.Account, 2, 0, 1L, 9),
                (RiskControl.MaxPosition, RiskScope.Strategy, 2, 1, 1_000_000_000_000, 10),
                (RiskControl.PriceCollar, RiskScope.Order, 0, 2, 1L, 11),
            ],
            file.Entries.ToArray().Select((entry, index) =>
                (entry.Control, entry.Scope, entry.ScopeId, entry.Instrument, entry.Value, file.LineOf(index))));
    }

    [Fact]
    public void What_is_read_can_be_put_in_force()
    {
        RiskGate gate = new(GateFixture.Universe, 2, 2);
        Assert.True(gate.Limits.TryReplace(Parse(Full).Entries, out _));
        Assert.Equal(new EffectiveLimit(1, RiskScope.Order),
            gate.Limits.Tightest(RiskControl.PriceCollar, 1, 1, GateFixture.Bond));
        Assert.Equal(new EffectiveLimit(50_000, RiskScope.Firm),
            gate.Limits.Tightest(RiskControl.PriceCollar, 1, 1, GateFixture.Share));
    }

    [Fact]
    public void A_refusal_by_the_table_is_traced_to_its_line()
    {
        RiskGate gate = new(GateFixture.Universe, 2, 2, messagesPerSecondMax: 49);
        LimitsFile file = Parse(Full);
        Assert.False(gate.Limits.TryReplace(file.Entries, out LimitTableError error));
        ConfigException explained = file.Explain(error);
        Assert.Equal((8, "messagesPerSecond"), (explained.Line, explained.Key));
        Assert.StartsWith("limits.json, line 8: 'messagesPerSecond' is refused", explained.Message);
    }

    [Fact]
    public void A_byte_order_mark_is_skipped_and_a_file_is_read_from_disk()
    {
        string path = Path.Combine(Path.GetTempPath(), $"strategies-limits-{Environment.ProcessId}.json");
        try
        {
            File.WriteAllText(path, Full, new UTF8Encoding(encoderShouldEmitUTF8Identifier: true));
            Assert.Equal(9, LimitsFile.Load(path, Names).Entries.Length);
        }
        finally
        {
            File.Delete(path);
        }
    }

    [Fact]
    public void A_file_without_limits_is_valid_and_blocks_everything() =>
        Assert.Equal(0, Parse("""{ "version": 1, "currency": "USD", "limits": [] }""").Entries.Length);

    [Theory]
    [InlineData("92233720368.54775807", long.MaxValue)]
    [InlineData("\"92233720368.54775807\"", long.MaxValue)]
    [InlineData("0", 0)]
    [InlineData("0.1", 10_000_000)]
    [InlineData("0.10000000", 10_000_000)]
    public void Money_is_converted_exactly_up_to_the_largest_that_fits(string written, long raw) =>
        Assert.Equal(raw, Parse(With($$"""{ "scope": "firm", "maxNotional": {{written}} }""")).Entries[0].Value);
}
