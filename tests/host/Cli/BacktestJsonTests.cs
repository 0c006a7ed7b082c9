using Strategies.Cli.Commands;
using Strategies.Session.Results;

namespace Strategies.Cli.Tests;

public sealed class BacktestJsonTests
{
    private static PositionReport Position(string slot, string currency, decimal realised) =>
        new(slot, "house", "X", "X", "venue", currency, 0, 0, realised, 0, 1);

    [Fact]
    public void Profit_is_by_currency_and_never_summed_over_two()
    {
        PositionReport[] positions =
        [
            Position("maker", "USD", 10), Position("maker", "USD", 5), Position("maker", "EUR", 7), Position("other", "USD", 100),
        ];
        Assert.Equal(
            [("EUR", 6m), ("USD", 13m)],
            BacktestJson.ProfitByCurrency("maker", positions).Select(pair => (pair.Key, pair.Value)));
        Assert.Empty(BacktestJson.ProfitByCurrency("idle", positions));
    }
}
