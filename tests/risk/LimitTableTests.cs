namespace Strategies.Risk.Tests;

public sealed class LimitTableTests
{
    private readonly LimitTable _table = new(instrumentCount: 3, slotCount: 2, accountCount: 2,
        messagesPerSecondMax: 100);

    [Fact]
    public void The_tightest_of_the_four_scopes_holds()
    {
        RiskScope[] scopes = [RiskScope.Order, RiskScope.Strategy, RiskScope.Account, RiskScope.Firm];
        foreach (RiskScope tightest in scopes)
        {
            LimitEntry[] entries = scopes
                .Select(scope => Entry(RiskControl.MaxQuantity, scope, IdOf(scope), scope == tightest ? 5 : 9))
                .ToArray();
            Assert.True(_table.TryReplace(entries, out _));
            Assert.Equal(new EffectiveLimit(5, tightest), _table.Tightest(RiskControl.MaxQuantity, 1, 1, 2));
        }
    }

    [Fact]
    public void Where_two_scopes_are_equal_the_narrower_is_named()
    {
        LimitEntry firm = Entry(RiskControl.PriceCollar, RiskScope.Firm, 0, 7);
        LimitEntry account = Entry(RiskControl.PriceCollar, RiskScope.Account, 1, 7);
        Assert.True(_table.TryReplace([firm, account], out _));
        Assert.Equal(new EffectiveLimit(7, RiskScope.Account), _table.Tightest(RiskControl.PriceCollar, 1, 1, 1));
        Assert.Equal(new EffectiveLimit(7, RiskScope.Firm), _table.Tightest(RiskControl.PriceCollar, 1, 2, 1));
    }

    [Theory]
    [InlineData(5, 9)]
    [InlineData(9, 5)]
    public void A_limit_for_one_instrument_and_one_for_all_both_hold(long forAll, long forOne)
    {
        LimitEntry all = Entry(RiskControl.MaxNotional, RiskScope.Strategy, 1, forAll);
        LimitEntry one = Entry(RiskControl.MaxNotional, RiskScope.Strategy, 1, forOne, 2);
        Assert.True(_table.TryReplace([all, one], out _));
        Assert.Equal(new EffectiveLimit(5, RiskScope.Strategy), _table.Tightest(RiskControl.MaxNotional, 1, 1, 2));
        Assert.Equal(forAll, _table.Tightest(RiskControl.MaxNotional, 1, 1, 3).Value);
        Assert.False(_table.Tightest(RiskControl.MaxNotional, 2, 1, 2).IsSet);
    }

    [Fact]
    public void The_largest_number_is_a_limit_and_not_an_absence()
    {
        Assert.False(_table.Tightest(RiskControl.MaxQuantity, 1, 1, 1).IsSet);
        Assert.True(_table.TryReplace([Entry(RiskControl.MaxQuantity, RiskScope.Firm, 0, long.MaxValue)], out _));
        Assert.Equal(new EffectiveLimit(long.MaxValue, RiskScope.Firm),
            _table.Tightest(RiskControl.MaxQuantity, 1, 1, 1));
    }

    [Fact]
    public void A_new_table_replaces_the_old_one_whole()
    {
        LimitEntry quantity = Entry(RiskControl.MaxQuantity, RiskScope.Firm, 0, 5);
        LimitEntry messages = Entry(RiskControl.MessagesPerSecond, RiskScope.Firm, 0, 5);
        Assert.True(_table.TryReplace([quantity, messages], out _));
        Assert.True(_table.TryReplace([Entry(RiskControl.MaxNotional, RiskScope.Firm, 0, 6)], out _));
        Assert.True(_table.TryReplace([Entry(RiskControl.PriceCollar, RiskScope.Firm, 0, 7)], out _));
        Assert.False(_table.Tightest(RiskControl.MaxQuantity, 1, 1, 1).IsSet);
        Assert.False(_table.Tightest(RiskControl.MaxNotional, 1, 1, 1).IsSet);
        Assert.False(_table.AtScope(RiskControl.MessagesPerSecond, RiskScope.Firm, 0, 0).IsSet);
        Assert.Equal(7, _table.Tightest(RiskControl.PriceCollar, 1, 1, 1).Value);
    }

    [Theory]
    [InlineData(0, 4, 0, 0, 1, LimitTableErrorCode.UnknownControl)]
    [InlineData(7, 4, 0, 0, 1, LimitTableErrorCode.UnknownControl)]
    [InlineData(1, 0, 0, 0, 1, LimitTableErrorCode.UnknownScope)]
    [InlineData(1, 5, 0, 0, 1, LimitTableErrorCode.UnknownScope)]
    [InlineData(1, 1, 1, 0, 1, LimitTableErrorCode.UnknownScopeId)]
    [InlineData(1, 2, 0, 0, 1, LimitTableErrorCode.UnknownScopeId)]
    [InlineData(1, 2, 3, 0, 1, LimitTableErrorCode.UnknownScopeId)]
    [InlineData(1, 3, -1, 0, 1, LimitTableErrorCode.UnknownScopeId)]
    [InlineData(1, 4, 1, 0, 1, LimitTableErrorCode.UnknownScopeId)]
    [InlineData(1, 4, 0, 4, 1, LimitTableErrorCode.UnknownInstrument)]
    [InlineData(1, 4, 0, -1, 1, LimitTableErrorCode.UnknownInstrument)]
    [InlineData(1, 4, 0, 0, -1, LimitTableErrorCode.NegativeValue)]
    [InlineData(6, 4, 0, 0, 101, LimitTableErrorCode.ValueTooLarge)]
    [InlineData(6, 1, 0, 0, 1, LimitTableErrorCode.NotApplicable)]
    [InlineData(6, 4, 0, 1, 1, LimitTableErrorCode.NotApplicable)]
    [InlineData(2, 4, 0, 0, 1, LimitTableErrorCode.DuplicateEntry)]
    public void An_entry_at_fault_is_named_and_nothing_changes(int control, int scope, int scopeId, int instrument,
        long value, LimitTableErrorCode code)
    {
        LimitEntry known = Entry(RiskControl.MaxNotional, RiskScope.Firm, 0, 50);
        Assert.True(_table.TryReplace([known], out LimitTableError error));
        Assert.Equal(default, error);
        LimitEntry[] entries =
        [
            Entry(RiskControl.MaxNotional, RiskScope.Firm, 0, 60),
            Entry((RiskControl)control, (RiskScope)scope, scopeId, value, instrument),
        ];
        Assert.False(_table.TryReplace(entries, out error));
        Assert.Equal(new LimitTableError(code, 1), error);
        Assert.NotEmpty(error.Describe(entries));
        Assert.Equal(new EffectiveLimit(50, RiskScope.Firm), _table.Tightest(RiskControl.MaxNotional, 1, 1, 1));
    }

    [Fact]
    public void One_limit_is_changed_alone_and_the_other_for_the_same_holder_still_holds()
    {
        LimitEntry all = Entry(RiskControl.MaxPosition, RiskScope.Strategy, 1, 50);
        LimitEntry one = Entry(RiskControl.MaxPosition, RiskScope.Strategy, 1, 30, 2);
        Assert.True(_table.TryReplace([all, one], out _));
        Assert.Equal(LimitTableErrorCode.None,
            _table.TrySet(Entry(RiskControl.MaxPosition, RiskScope.Strategy, 1, 20), out bool hadOld, out long old));
        Assert.Equal((true, 50L), (hadOld, old));
        Assert.Equal(20, _table.Tightest(RiskControl.MaxPosition, 1, 1, 2).Value);
        _table.TrySet(Entry(RiskControl.MaxPosition, RiskScope.Strategy, 1, 90), out _, out _);
        Assert.Equal(30, _table.Tightest(RiskControl.MaxPosition, 1, 1, 2).Value);
        Assert.Equal(90, _table.Tightest(RiskControl.MaxPosition, 1, 1, 3).Value);
        Assert.Equal(LimitTableErrorCode.None,
            _table.TrySet(Entry(RiskControl.MaxQuantity, RiskScope.Firm, 0, 7), out hadOld, out old));
        Assert.Equal((false, 0L), (hadOld, old));
    }

    private static int IdOf(RiskScope scope) => scope is RiskScope.Strategy or RiskScope.Account ? 1 : 0;

    private static LimitEntry Entry(RiskControl control, RiskScope scope, int scopeId, long value,
        int instrument = 0) =>
        new() { Control = control, Scope = scope, ScopeId = scopeId, Instrument = instrument, Value = value };
}
