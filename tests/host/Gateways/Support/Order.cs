using Strategies.Records;
using Strategies.Sdk;

namespace Strategies.Gateways.Tests.Support;

/// <summary>Orders and requests in short words. Prices are in cents.</summary>
internal static class Order
{
    /// <summary>A bid that no artificial day ever reaches.</summary>
    internal static OrderPayload FarBid(ulong orderId) => Limit(orderId, Side.Buy, 1, 10);

    /// <summary>A bid that takes whatever is offered.</summary>
    internal static OrderPayload HighBid(ulong orderId, long quantity = 1) =>
        Limit(orderId, Side.Buy, 100_000_000, quantity);

    internal static OrderPayload Limit(ulong orderId, Side side, long cents, long quantity) => new()
    {
        OrderId = orderId,
        Slot = 1,
        Account = 1,
        Instrument = 1,
        Side = side,
        OrdType = OrdType.Limit,
        TimeInForce = TimeInForce.Day,
        Price = cents * (Price.Scale / 100),
        Quantity = quantity,
    };

    internal static OrderPayload Cancel(ulong orderId, uint requestId = 1) =>
        new() { OrderId = orderId, RequestId = requestId, Instrument = 1 };

    internal static OrderPayload Replace(ulong orderId, long cents, long quantity, uint requestId = 1) => new()
    {
        OrderId = orderId,
        RequestId = requestId,
        Instrument = 1,
        Price = cents * (Price.Scale / 100),
        Quantity = quantity,
    };
}
