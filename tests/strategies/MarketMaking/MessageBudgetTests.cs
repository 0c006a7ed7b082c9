using CsCheck;
using Strategies.Common;

namespace Strategies.MarketMaking.Tests;

public sealed class MessageBudgetTests
{
    private const long Second = 1_000_000_000;

    [Fact]
    public void No_window_of_one_second_has_more_messages_than_stated() =>
        Gen.Select(Gen.Int[2, 60], Gen.Long[0, Second / 20].Array[200, 400]).Sample((perSecond, gaps) =>
        {
            MessageBudget budget = default;
            Queue<long> window = new();
            long timeNs = 34_200 * Second;
            foreach (long gap in gaps)
            {
                timeNs += gap;
                while (window.Count > 0 && window.Peek() <= timeNs - Second)
                {
                    window.Dequeue();
                }

                while (budget.TryTake(timeNs, perSecond))
                {
                    window.Enqueue(timeNs);
                }

                Assert.InRange(window.Count, 0, perSecond);
            }
        }, iter: 200);

    [Fact]
    public void After_a_quiet_second_half_of_them_may_leave_at_once()
    {
        MessageBudget budget = default;
        int sent = 0;
        while (budget.TryTake(Second, 80))
        {
            sent++;
        }

        Assert.Equal(40, sent);
        Assert.False(budget.TryTake(Second + Second / 80, 80));
        Assert.True(budget.TryTake(Second + Second / 40, 80));
    }
}
