using Strategies.Gateways.Tests.Support;
using Strategies.Venues;

namespace Strategies.Gateways.Tests;

/// <summary>The test double whose answers come turns later is an exchange.</summary>
public sealed class SlowExchangeTests : ExchangeContract
{
    private readonly SlowMarket _market = new();
    private SlowExchange? _exchange;

    private protected override Exchange Begin() => _exchange = new SlowExchange(_market);

    private protected override void Drop() => _exchange!.Drop();

    private protected override void Raise() => _exchange!.Raise();
}
