using Strategies.Risk.Naming;

namespace Strategies.Risk.Tests.Naming;

public sealed class ScopeNameTests
{
    [Theory]
    [InlineData("firm")]
    [InlineData("order")]
    [InlineData("desk:any thing")]
    [InlineData("account:house")]
    [InlineData("strategy:maker-2")]
    [InlineData("instrument:SPY  240119C00470000")]
    [InlineData("instrument:ES=F@XCME")]
    public void A_scope_with_a_name_that_can_be_one_passes(string scope)
    {
        Assert.True(ScopeName.IsGood(scope, out string problem, out string hint), problem);
        Assert.Equal(("", ""), (problem, hint));
    }

    [Theory]
    [InlineData("strategy:", "'' cannot name a slot: it is empty")]
    [InlineData("strategy:a/b", "'a/b' cannot name a slot: '/' cannot stand in it")]
    [InlineData("account:a b", "'a b' cannot name an account: a space cannot stand in it")]
    [InlineData("instrument:", "'' cannot name an instrument: it is empty")]
    [InlineData("instrument:AMZN ", "'AMZN ' cannot name an instrument: it begins or ends with a space")]
    public void A_name_that_can_be_none_is_told(string scope, string told)
    {
        Assert.False(ScopeName.IsGood(scope, out string problem, out string hint));
        Assert.Equal(told, problem);
        Assert.NotEmpty(hint);
    }

    [Fact]
    public void An_instrument_at_a_venue_may_be_as_long_as_both_names()
    {
        string longest = new('A', NameRule.BytesMax);
        Assert.True(ScopeName.IsGoodInstrument($"{longest}@{longest}", out string problem, out _), problem);
        Assert.False(ScopeName.IsGoodInstrument($"{longest}A@{longest}", out problem, out _));
        Assert.Contains("it has 33 bytes", problem);
        Assert.False(ScopeName.IsGoodInstrument($"{longest}@X Y", out problem, out _));
        Assert.Contains("cannot name a venue", problem);
    }
}
