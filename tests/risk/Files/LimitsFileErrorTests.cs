using Strategies.Risk.Files;
using Strategies.Sdk;
using static Strategies.Risk.Tests.Files.LimitsFileFixture;

namespace Strategies.Risk.Tests.Files;

public sealed class LimitsFileErrorTests
{
    [Fact]
    public void A_symbol_that_several_venues_have_needs_its_venue()
    {
        LimitNames names = new(
            [
                new Instrument { Id = new InstrumentId(1), Symbol = "AMZN", Venue = new VenueId(1) },
                new Instrument { Id = new InstrumentId(2), Symbol = "AMZN", Venue = new VenueId(2) },
            ],
            new Dictionary<string, int>(), new Dictionary<string, int>(),
            new Dictionary<int, string> { [1] = "XNAS", [2] = "BATS" });
        string text = With("""{ "scope": "firm", "instrument": "AMZN", "maxQuantity": 1 }""");
        ConfigException refusal = Assert.Throws<ConfigException>(
            () => LimitsFile.Parse(System.Text.Encoding.UTF8.GetBytes(text), "limits.json", names));
        Assert.Contains(
            "unknown instrument 'AMZN'; several venues have it: say AMZN@XNAS or AMZN@BATS", refusal.Message);
        string named = With("""{ "scope": "firm", "instrument": "AMZN@BATS", "maxQuantity": 1 }""");
        Assert.Equal(
            2, LimitsFile.Parse(System.Text.Encoding.UTF8.GetBytes(named), "limits.json", names).Entries[0].Instrument);
    }

    [Theory]
    [InlineData("""{ "scope": "firm", "maxQuantitty": 1 }""", "maxQuantitty",
        "unknown key 'maxQuantitty'; did you mean 'maxQuantity'?")]
    [InlineData("""{ "scope": "firm", "colour": 1 }""", "colour",
        "unknown key 'colour'; known are 'instrument', 'maxNotional'")]
    [InlineData("""{ "scope": "firm", "maxQuantity": 1, "maxQuantity": 2 }""", "maxQuantity",
        "key 'maxQuantity' is there twice")]
    [InlineData("""{ "scope": "desk", "maxQuantity": 1 }""", "scope",
        "unknown scope 'desk'; write 'firm', 'account:NAME'")]
    [InlineData("""{ "scope": "firm:1", "maxQuantity": 1 }""", "scope", "unknown scope 'firm:1'")]
    [InlineData("""{ "scope": "strategy", "maxQuantity": 1 }""", "scope", "unknown scope 'strategy'")]
    [InlineData("""{ "scope": "strategy:makr", "maxQuantity": 1 }""", "scope",
        "unknown strategy 'makr' in 'scope'; did you mean 'maker'?")]
    [InlineData("""{ "scope": "account:house", "maxQuantity": 1 }""", "scope",
        "unknown account 'house' in 'scope'; did you mean 'HOUSE'?")]
    [InlineData("""{ "scope": 4, "maxQuantity": 1 }""", "scope", "'scope' must be a text, not 4; write it in quotes")]
    [InlineData("""{ "maxQuantity": 1 }""", "scope", "a limit has no 'scope'")]
    [InlineData("""{ "scope": "firm" }""", "", "this entry sets no limit; add one of 'maxQuantity'")]
    [InlineData("""{ "scope": "firm", "instrument": "AMZM", "maxQuantity": 1 }""", "instrument",
        "unknown instrument 'AMZM'; did you mean 'AMZN'?")]
    [InlineData("""{ "scope": "firm", "instrument": null, "maxQuantity": 1 }""", "instrument",
        "'instrument' must be a text, not null")]
    [InlineData("""{ "scope": "firm", "maxQuantity": "1" }""", "maxQuantity",
        "'maxQuantity' must be a number, not the text \"1\"")]
    [InlineData("""{ "scope": "firm", "maxQuantity": true }""", "maxQuantity",
        "'maxQuantity' must be a number, not true")]
    [InlineData("""{ "scope": "firm", "maxQuantity": {} }""", "maxQuantity",
        "'maxQuantity' must be a number, not an object")]
    [InlineData("""{ "scope": "firm", "maxQuantity": [1] }""", "maxQuantity",
        "'maxQuantity' must be a number, not a list")]
    [InlineData("""{ "scope": "firm", "maxQuantity": 1.5 }""", "maxQuantity",
        "'maxQuantity' is not a whole number (1.5)")]
    [InlineData("""{ "scope": "firm", "maxQuantity": -1 }""", "maxQuantity", "'maxQuantity' is negative (-1)")]
    [InlineData("""{ "scope": "firm", "maxQuantity": 1e3 }""", "maxQuantity",
        "'maxQuantity' is '1e3', which is not a plain decimal number")]
    [InlineData("""{ "scope": "firm", "maxQuantity": 9223372036854775808 }""", "maxQuantity",
        "'maxQuantity' is too large")]
    [InlineData("""{ "scope": "firm", "maxNotional": 92233720368.54775808 }""", "maxNotional",
        "is too large (92233720368.54775808); the largest is 92233720368.54775807")]
    [InlineData("""{ "scope": "firm", "priceCollarPercent": 100000000 }""", "priceCollarPercent",
        "'priceCollarPercent' is too large (100000000); the largest is 1000 percent")]
    [InlineData("""{ "scope": "firm", "maxPosition": 1000000000001 }""", "maxPosition",
        "'maxPosition' is too large (1000000000001); the largest is 1000000000000 units of the instrument")]
    [InlineData("""{ "scope": "firm", "referenceAgeMs": 86400000.5 }""", "referenceAgeMs",
        "'referenceAgeMs' is too large (86400000.5); the largest is 86400000 milliseconds")]
    [InlineData("""{ "scope": "firm", "maxNotional": 0.000000001 }""", "maxNotional",
        "'maxNotional' has more than 8 decimals")]
    [InlineData("""{ "scope": "firm", "maxNotional": 0.10000000000000000000000000000001 }""", "maxNotional",
        "'maxNotional' has more than 28 digits")]
    [InlineData("""{ "scope": "firm", "maxNotional": "250,000" }""", "maxNotional",
        "'maxNotional' is '250,000', which is not a plain decimal number")]
    [InlineData("""{ "scope": "firm", "maxNotional": "" }""", "maxNotional",
        "'maxNotional' is '', which is not a plain decimal number")]
    [InlineData("""{ "scope": "firm", "maxNotional": "+1" }""", "maxNotional",
        "'maxNotional' is '+1', which is not a plain decimal number")]
    [InlineData("""{ "scope": "firm", "maxNotional": "-0.01" }""", "maxNotional", "'maxNotional' is negative (-0.01)")]
    [InlineData("""{ "scope": "firm", "priceCollarPercent": 5.00001 }""", "priceCollarPercent",
        "'priceCollarPercent' has more than 4 decimals")]
    [InlineData("""{ "scope": "firm", "referenceAgeMs": 0.0000001 }""", "referenceAgeMs",
        "'referenceAgeMs' has more than 6 decimals")]
    [InlineData("""{ "scope": "order", "messagesPerSecond": 5 }""", "messagesPerSecond",
        "cannot be set per order or instrument")]
    [InlineData("""{ "scope": "firm", "instrument": "AMZN", "messagesPerSecond": 5 }""", "messagesPerSecond",
        "cannot be set per order or instrument")]
    [InlineData("""{ "scope": "firm", "maxQuantity": 1 }, { "scope": "firm", "maxQuantity": 2 }""", "maxQuantity",
        "is set twice for the same scope and instrument, first at line 5")]
    [InlineData("""{ "scope": "\ud800", "maxQuantity": 1 }""", "scope", "a text has an escape that is no character")]
    [InlineData("""17""", "limits", "a limit must be an object")]
    public void An_entry_at_fault_is_named_with_file_line_and_key(string entry, string key, string message)
    {
        ConfigException error = Assert.Throws<ConfigException>(() => Parse(With(entry)));
        Assert.Equal(("limits.json", 5, key), (error.FileName, error.Line, error.Key));
        Assert.StartsWith("limits.json, line 5: ", error.Message);
        Assert.Contains(message, error.Message);
        Assert.EndsWith(error.Hint, error.Message);
    }

    [Theory]
    [InlineData("{\n\"currency\": \"USD\", \"limits\": []\n}", 3, "key 'version' is missing")]
    [InlineData("{\n\"version\": 1, \"limits\": []}", 2, "key 'currency' is missing")]
    [InlineData("{\"version\": 1, \"currency\": \"USD\"}", 1, "key 'limits' is missing")]
    [InlineData("{\n\"version\": 0, \"currency\": \"USD\", \"limits\": [] }", 2, "'version' is 0, which is not supported")]
    [InlineData("{\n\"version\": 1.5, \"currency\": \"USD\", \"limits\": [] }", 2, "'version' is 1.5, which is not supported")]
    [InlineData("{\n\"version\": 99999999999, \"currency\": \"USD\", \"limits\": [] }", 2, "'version' is 99999999999, which is not supported")]
    [InlineData("{\n\"version\": \"1\", \"currency\": \"USD\", \"limits\": [] }", 2, "'version' is the text \"1\", which is not supported")]
    [InlineData("{\n\n\"format\": 2, \"version\": 1, \"currency\": \"USD\", \"limits\": [] }", 3, "'format' 2 is not supported; this build reads 1")]
    [InlineData("{\n\"currency\": \"usd\", \"version\": 1, \"limits\": [] }", 2, "'currency' is 'usd'; write three capital letters")]
    [InlineData("{\n\"currency\": \"EUR\", \"version\": 1, \"limits\": [] }", 2, "'currency' is EUR, but instrument 'AMZN' trades in USD")]
    [InlineData("{\n\"limits\": {}, \"version\": 1, \"currency\": \"USD\" }", 2, "'limits' must be a list")]
    [InlineData("{\n\"versoin\": 1 }", 2, "unknown key 'versoin'; did you mean 'version'?")]
    [InlineData("{\n\"version\": 1,\n\"version\": 1", 3, "key 'version' is there twice")]
    [InlineData("\n[]", 2, "the text must be one object")]
    [InlineData("{\n\"version\": 1,\n\"limits\": [\n{ \"scope\" \"firm\" }", 4, "this is not JSON")]
    [InlineData("{\n\"version\": 1,", 2, "this is not JSON")]
    [InlineData("", 1, "this is not JSON")]
    [InlineData("{\"version\": 1, \"currency\": \"USD\", \"limits\": []}\nrest", 2, "this is not JSON")]
    public void A_file_at_fault_is_named_with_its_line(string text, int line, string message)
    {
        ConfigException error = Assert.Throws<ConfigException>(() => Parse(text));
        Assert.Contains(message, error.Message);
        Assert.Equal(("limits.json", line), (error.FileName, error.Line));
    }

    [Fact]
    public void A_file_that_is_not_text_is_refused()
    {
        byte[] content = [(byte)'{', 0xFF, 0xFE, (byte)'}'];
        ConfigException error = Assert.Throws<ConfigException>(
            () => LimitsFile.Parse(content, "limits.json", Names));
        Assert.Contains("not valid UTF-8", error.Message);
    }

    [Fact]
    public void A_file_that_is_not_there_is_named()
    {
        string path = Path.Combine(Path.GetTempPath(), "no-such-folder", "limits.json");
        ConfigException error = Assert.Throws<ConfigException>(() => LimitsFile.Load(path, Names));
        Assert.Equal((path, 0), (error.FileName, error.Line));
        Assert.Contains("cannot be read", error.Message);
        Assert.NotNull(error.InnerException);
    }
}
