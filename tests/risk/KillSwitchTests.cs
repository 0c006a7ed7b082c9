using Strategies.Sdk;
using static Strategies.Risk.Tests.GateFixture;

namespace Strategies.Risk.Tests;

public sealed class KillSwitchTests
{
    private readonly GateFixture _fixture = new();

    [Theory]
    [InlineData(RiskScope.Order, Share)]
    [InlineData(RiskScope.Strategy, 1)]
    [InlineData(RiskScope.Account, 1)]
    [InlineData(RiskScope.Firm, 0)]
    public void A_switch_stops_new_orders_and_replaces_at_its_scope_until_it_is_released(RiskScope scope, int id)
    {
        Assert.True(_fixture.Gate.SetKill(scope, id, true));
        Assert.True(_fixture.Gate.IsKilled(scope, id));
        AssertRefused(_fixture.New(Buy(1, 100)), RejectReason.KillSwitch, scope);
        AssertRefused(_fixture.Replace(Buy(1, 100), 99, 1), RejectReason.KillSwitch, scope);
        Assert.True(_fixture.Gate.SetKill(scope, id, false));
        Assert.False(_fixture.Gate.IsKilled(scope, id));
        AssertAccepted(_fixture.New(Buy(1, 100)));
    }

    [Fact]
    public void A_switch_leaves_the_others_trading()
    {
        _fixture.Gate.SetKill(RiskScope.Order, Bond, true);
        _fixture.Gate.SetKill(RiskScope.Strategy, 2, true);
        _fixture.Gate.SetKill(RiskScope.Account, 2, true);
        AssertAccepted(_fixture.New(Buy(1, 100)));
        AssertRefused(_fixture.New(Buy(1, 100, slot: 2)), RejectReason.KillSwitch, RiskScope.Strategy);
        AssertRefused(_fixture.New(Buy(1, 100, slot: 3)), RejectReason.KillSwitch, RiskScope.Account);
    }

    [Fact]
    public void A_cancel_passes_and_is_counted_while_everything_is_stopped()
    {
        _fixture.Gate.SetKill(RiskScope.Firm, 0, true);
        Assert.True(_fixture.Gate.OnCancelSent(1, NowNs));
        Assert.Equal(1, _fixture.Gate.MessagesInWindow(RiskScope.Firm, 0, NowNs));
    }

    [Theory]
    [InlineData(RiskScope.None, 0)]
    [InlineData((RiskScope)5, 1)]
    [InlineData(RiskScope.Firm, 1)]
    [InlineData(RiskScope.Order, 0)]
    [InlineData(RiskScope.Order, 5)]
    [InlineData(RiskScope.Strategy, 4)]
    [InlineData(RiskScope.Account, 3)]
    [InlineData(RiskScope.Account, -1)]
    public void A_switch_that_does_not_exist_is_refused(RiskScope scope, int id)
    {
        Assert.False(_fixture.Gate.SetKill(scope, id, true));
        Assert.False(_fixture.Gate.IsKilled(scope, id));
        AssertAccepted(_fixture.New(Buy(1, 100)));
    }
}
