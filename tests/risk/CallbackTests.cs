using Strategies.Sdk;
using static Strategies.Risk.Tests.GateFixture;

namespace Strategies.Risk.Tests;

public sealed class CallbackTests
{
    private static readonly InstrumentId Amzn = new(Share);

    [Fact]
    public void Rolling_back_restores_reservations_and_message_counts_exactly()
    {
        GateFixture fixture = new();
        fixture.Set(RiskControl.MessagesPerSecond, RiskScope.Strategy, 1, 4);
        AssertAccepted(fixture.New(Buy(10, 100), NowNs));
        Assert.True(fixture.Gate.Mark(1));
        AssertAccepted(fixture.New(Buy(20, 100), NowNs + 5));
        AssertAccepted(fixture.Replace(Buy(10, 100), 100, 25, timeNs: NowNs + 5));
        Assert.True(fixture.Gate.OnCancelSent(1, NowNs + 5));
        fixture.AssertSlot(0, 45, 0);
        Assert.True(fixture.Gate.RollBack());
        fixture.AssertSlot(0, 10, 0);
        AssertExposure(fixture.Gate.FirmExposure(Amzn), 0, 10, 0);
        Assert.Equal(1, fixture.Gate.MessagesInWindow(RiskScope.Strategy, 1, NowNs + 5));
        Assert.Equal(1, fixture.Gate.MessagesInWindow(RiskScope.Account, 1, NowNs + 5));
        Assert.Equal(1, fixture.Gate.MessagesInWindow(RiskScope.Firm, 0, NowNs + 5));
        Assert.Equal(0, fixture.Gate.MessagesInWindow(RiskScope.Firm, 0, NowNs + 1_000_000_000));
    }

    [Fact]
    public void A_roll_back_of_a_full_callback_brings_back_a_full_window()
    {
        GateFixture fixture = new(messagesPerCallbackMax: 28); // 100 + 28 is a whole ring and leaves nothing to spare
        for (int count = 0; count < 100; count++)
        {
            Assert.True(fixture.Gate.OnCancelSent(1, NowNs + count));
        }

        Assert.True(fixture.Gate.Mark(1));
        for (int count = 0; count < 28; count++)
        {
            Assert.True(fixture.Gate.OnCancelSent(1, NowNs + 500));
        }

        Assert.True(fixture.Gate.RollBack());
        for (int count = 0; count < 100; count++)
        {
            Assert.Equal(99 - count, fixture.Gate.MessagesInWindow(RiskScope.Firm, 0, NowNs + count + 1_000_000_000));
        }
    }

    [Fact]
    public void After_a_commit_nothing_can_be_rolled_back()
    {
        GateFixture fixture = new();
        Assert.False(fixture.Gate.RollBack());
        Assert.True(fixture.Gate.Mark(1));
        AssertAccepted(fixture.New(Buy(10, 100)));
        fixture.Gate.Commit();
        Assert.False(fixture.Gate.RollBack());
        fixture.AssertSlot(0, 10, 0);
    }

    [Fact]
    public void A_callback_that_sends_more_than_can_be_undone_is_refused_and_its_cancels_pass()
    {
        GateFixture fixture = new(messagesPerCallbackMax: 2);
        Assert.True(fixture.Gate.Mark(1));
        AssertAccepted(fixture.New(Buy(1, 100)));
        AssertAccepted(fixture.New(Buy(1, 100)));
        AssertRefused(fixture.New(Buy(1, 100)), RejectReason.CapacityExceeded, limit: 2, value: 3);
        Assert.True(fixture.Gate.OnCancelSent(1, NowNs));
        fixture.Gate.Commit();
        AssertAccepted(fixture.New(Buy(1, 100)));
    }

    [Fact]
    public void A_mark_for_an_unknown_slot_is_refused()
    {
        GateFixture fixture = new();
        Assert.False(fixture.Gate.Mark(0));
        Assert.False(fixture.Gate.Mark(4));
        Assert.False(fixture.Gate.RollBack());
    }
}
