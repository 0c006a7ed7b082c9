using Strategies.Sdk;
using static Strategies.Risk.Tests.GateFixture;

namespace Strategies.Risk.Tests;

public sealed class ThrottleTests
{
    private const long SecondNs = 1_000_000_000;
    private readonly GateFixture _fixture = new();

    [Fact]
    public void A_message_leaves_the_window_exactly_one_second_after_it_was_sent()
    {
        _fixture.Set(RiskControl.MessagesPerSecond, RiskScope.Strategy, 1, 2);
        AssertAccepted(_fixture.New(Buy(1, 100), NowNs));
        AssertAccepted(_fixture.New(Buy(1, 100), NowNs + 1));
        AssertRefused(_fixture.New(Buy(1, 100), NowNs + SecondNs - 1), RejectReason.MessageThrottle, RiskScope.Strategy,
            2, 3);
        AssertAccepted(_fixture.New(Buy(1, 100), NowNs + SecondNs));
        AssertRefused(_fixture.New(Buy(1, 100), NowNs + SecondNs), RejectReason.MessageThrottle, RiskScope.Strategy, 2,
            3);
        AssertAccepted(_fixture.New(Buy(1, 100), NowNs + SecondNs + 1));
    }

    [Fact]
    public void Strategy_account_and_firm_count_their_own_messages()
    {
        _fixture.Set(RiskControl.MessagesPerSecond, RiskScope.Strategy, 1, 1);
        _fixture.Set(RiskControl.MessagesPerSecond, RiskScope.Account, 1, 2);
        _fixture.Set(RiskControl.MessagesPerSecond, RiskScope.Firm, 0, 3);
        AssertAccepted(_fixture.New(Buy(1, 100)));
        AssertRefused(_fixture.New(Buy(1, 100)), RejectReason.MessageThrottle, RiskScope.Strategy, 1, 2);
        AssertAccepted(_fixture.New(Buy(1, 100, slot: 2)));
        AssertRefused(_fixture.New(Buy(1, 100, slot: 2)), RejectReason.MessageThrottle, RiskScope.Account, 2, 3);
        AssertAccepted(_fixture.New(Buy(1, 100, slot: 3)));
        AssertRefused(_fixture.New(Buy(1, 100, slot: 3)), RejectReason.MessageThrottle, RiskScope.Firm, 3, 4);
    }

    [Fact]
    public void Replaces_and_cancels_count_and_refusals_do_not()
    {
        _fixture.Set(RiskControl.MessagesPerSecond, RiskScope.Strategy, 1, 3);
        AssertAccepted(_fixture.New(Buy(1, 100)));
        AssertAccepted(_fixture.Replace(Buy(1, 100), 99, 1));
        Assert.Equal(RejectReason.PriceCollar, _fixture.New(Buy(1, 200)).Reason);
        Assert.True(_fixture.Gate.OnCancelSent(1, NowNs));
        AssertRefused(_fixture.New(Buy(1, 100)), RejectReason.MessageThrottle, RiskScope.Strategy, 3, 4);
    }

    [Fact]
    public void Cancels_pass_above_the_limit_and_the_count_stops_at_what_can_be_set()
    {
        for (int count = 0; count < 1_000; count++)
        {
            Assert.True(_fixture.Gate.OnCancelSent(1, NowNs + count));
        }

        Assert.Equal(100, _fixture.Gate.MessagesInWindow(RiskScope.Strategy, 1, NowNs + 999));
        AssertRefused(_fixture.New(Buy(1, 100), NowNs + 999), RejectReason.MessageThrottle, RiskScope.Firm, 100, 101);
        Assert.Equal(1, _fixture.Gate.MessagesInWindow(RiskScope.Strategy, 1, NowNs + SecondNs + 998));
        AssertAccepted(_fixture.New(Buy(1, 100), NowNs + SecondNs + 998));
    }

    [Fact]
    public void A_limit_of_zero_stops_every_message()
    {
        _fixture.Set(RiskControl.MessagesPerSecond, RiskScope.Account, 1, 0);
        AssertRefused(_fixture.New(Buy(1, 100)), RejectReason.MessageThrottle, RiskScope.Account, 0, 1);
    }
}
