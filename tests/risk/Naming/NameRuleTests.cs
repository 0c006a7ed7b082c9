using Strategies.Risk.Naming;

namespace Strategies.Risk.Tests.Naming;

/// <summary>What may be a name of what.</summary>
public sealed class NameRuleTests
{
    private const string ThirtyTwo = "abcdefghijklmnopqrstuvwxyz012345";

    [Theory]
    [InlineData("maker")]
    [InlineData("7")]
    [InlineData("Maker-2.v1_b")]
    [InlineData(ThirtyTwo)]
    public void Letters_digits_and_three_signs_name_slots_accounts_venues_tokens_and_all_others(string name) =>
        Assert.All(Enum.GetValues<NameKind>(), kind =>
        {
            Assert.True(NameRule.IsGood(kind, name, out string problem, out string hint), problem);
            Assert.Equal(("", ""), (problem, hint));
        });

    [Theory]
    [InlineData("", "it is empty")]
    [InlineData(ThirtyTwo + "6", "it has 33 bytes")]
    [InlineData("a b", "a space cannot stand in it")]
    [InlineData(" a", "it begins or ends with a space")]
    [InlineData("a/b", "'/' cannot stand in it")]
    [InlineData("a%2fb", "'%' cannot stand in it")]
    [InlineData("a\tb", "U+0009 cannot stand in it")]
    [InlineData("a\u202Eb", "U+202E cannot stand in it")]
    [InlineData("ä", "'ä' cannot stand in it")]
    [InlineData("..", "it begins with '.'")]
    [InlineData("-a", "it begins with '-'")]
    public void Everything_else_does_not(string name, string why) =>
        Assert.All(new[] { NameKind.Slot, NameKind.Account, NameKind.Venue, NameKind.Token }, kind =>
        {
            Assert.False(NameRule.IsGood(kind, name, out string problem, out string hint));
            Assert.Contains($" {kind.ToString().ToLowerInvariant()}: {why}", problem);
            Assert.DoesNotContain('\t', problem);
            Assert.DoesNotContain('\u202E', problem);
            Assert.Equal(NameRule.Form(kind), hint);
        });

    [Theory]
    [InlineData("BRK.B")]
    [InlineData("BRK/B")]
    [InlineData("SPY  240119C00470000")]
    [InlineData("ES=F")]
    [InlineData("^GSPC")]
    [InlineData("T 4.25 05/15/34")]
    [InlineData("AMZN@XNAS")]
    public void Symbols_of_markets_name_instruments(string symbol) =>
        Assert.True(NameRule.IsGood(NameKind.Instrument, symbol, out string problem, out _), problem);

    [Theory]
    [InlineData("")]
    [InlineData("AMZN ")]
    [InlineData("AMZN\n")]
    [InlineData("ÄMZN")]
    [InlineData(ThirtyTwo + "6")]
    public void What_a_record_would_cut_or_a_line_would_break_names_no_instrument(string symbol) =>
        Assert.False(NameRule.IsGood(NameKind.Instrument, symbol, out _, out _));

    [Theory]
    [InlineData("risk desk")]
    [InlineData("Jürgen Öz")]
    [InlineData("山田 太郎")]
    [InlineData("O'Neil (night)")]
    public void A_person_may_have_spaces_and_letters_of_any_language(string name) =>
        Assert.True(NameRule.IsGood(NameKind.Person, name, out string problem, out _), problem);

    [Theory]
    [InlineData("山田太郎山田太郎山田太", "it has 33 bytes")]
    [InlineData("a\nb", "U+000A cannot stand in it")]
    [InlineData("a ", "it begins or ends with a space")]
    [InlineData("a\ud800", "U+FFFD cannot stand in it")]
    public void A_person_is_called_in_32_bytes_on_one_line(string name, string why)
    {
        Assert.False(NameRule.IsGood(NameKind.Person, name, out string problem, out _));
        Assert.Contains(why, problem);
    }

    [Fact]
    public void A_parameter_may_begin_as_fields_of_programs_do() =>
        Assert.True(NameRule.IsGood(NameKind.Parameter, "_levels", out _, out _));
}
