using Strategies.Sdk;

namespace Strategies.Risk.Tests.Files;

/// <summary>What people call the instruments of several venues.</summary>
public sealed class InstrumentNamesTests
{
    private static readonly Instrument[] Universe =
    [
        new() { Id = new InstrumentId(1), Symbol = "ALPHA", Venue = new VenueId(1) },
        new() { Id = new InstrumentId(2), Symbol = "ALPHA", Venue = new VenueId(2) },
        new() { Id = new InstrumentId(3), Symbol = "BETA", Venue = new VenueId(2) },
        new() { Id = new InstrumentId(4), Symbol = "ALPHA@BATS", Venue = new VenueId(1) },
        new() { Id = new InstrumentId(5), Symbol = "GAMMA", Venue = new VenueId(9) },
    ];

    private static readonly InstrumentNames Names =
        new(Universe.AsSpan(0, 3), new Dictionary<int, string> { [1] = "XNAS", [2] = "BATS" });

    [Theory]
    [InlineData("BETA", 3)]
    [InlineData("BETA@BATS", 3)]
    [InlineData("ALPHA@XNAS", 1)]
    [InlineData("ALPHA@BATS", 2)]
    public void A_symbol_alone_is_enough_where_one_venue_has_it_and_with_the_venue_always(string name, int number)
    {
        Assert.True(Names.TryFind(name, out int found, out string hint));
        Assert.Equal((number, ""), (found, hint));
    }

    [Fact]
    public void A_symbol_that_several_venues_have_is_not_guessed()
    {
        Assert.False(Names.TryFind("ALPHA", out int number, out string hint));
        Assert.Equal((0, "several venues have it: say ALPHA@XNAS or ALPHA@BATS"), (number, hint));
    }

    [Theory]
    [InlineData("DELTA")]
    [InlineData("BETA@XNAS")]
    [InlineData("ALPHA@")]
    [InlineData("")]
    public void What_is_not_there_is_not_found(string name)
    {
        Assert.False(Names.TryFind(name, out int number, out string hint));
        Assert.Equal((0, ""), (number, hint));
    }

    [Fact]
    public void An_instrument_is_called_by_the_shortest_name_that_is_its_own()
    {
        Assert.Equal(["ALPHA@XNAS", "ALPHA@BATS", "BETA", "instrument 4"], Enumerable.Range(1, 4).Select(Names.Of));
        Assert.Equal(["ALPHA@XNAS", "ALPHA@BATS", "BETA"], Names.All);
    }

    [Fact]
    public void A_symbol_that_looks_like_one_at_a_venue_is_itself_and_a_venue_without_a_name_is_its_number()
    {
        InstrumentNames names = new(Universe.AsSpan(2, 3), new Dictionary<int, string> { [1] = "XNAS", [2] = "BATS" });
        Assert.True(names.TryFind("ALPHA@BATS", out int number, out _));
        Assert.Equal(4, number);
        Assert.True(names.TryFind("GAMMA@9", out number, out _));
        Assert.Equal(5, number);
    }
}
