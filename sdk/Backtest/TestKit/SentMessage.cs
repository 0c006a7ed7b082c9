using Strategies.Records;
using Strategies.Sdk;

namespace Strategies.Backtest.TestKit;

/// <summary>An order or a request that passed the risk gate and left for the venue.</summary>
/// <param name="Kind">What it is.</param>
/// <param name="OrderId">The order.</param>
/// <param name="RequestId">0 for the new order, 1 and up for its requests in turn.</param>
/// <param name="Symbol">The instrument.</param>
/// <param name="Side">Buy or sell.</param>
/// <param name="OrdType">Limit or market.</param>
/// <param name="TimeInForce">How long it is good.</param>
/// <param name="Price">Limit price, for a replace the new one; zero for a market order.</param>
/// <param name="Quantity">Order quantity, for a replace the new total.</param>
/// <param name="Tag">The strategy's own number.</param>
/// <param name="TimeNs">When, ns since 1970-01-01 UTC.</param>
public sealed record SentMessage(
    SentKind Kind,
    OrderId OrderId,
    uint RequestId,
    string Symbol,
    Side Side,
    OrdType OrdType,
    TimeInForce TimeInForce,
    Price Price,
    long Quantity,
    long Tag,
    long TimeNs)
{
    internal static SentMessage Of(RecordType type, in OrderPayload order, string symbol, long timeNs) => new(
        KindOf(type),
        new OrderId(order.OrderId),
        order.RequestId,
        symbol,
        order.Side,
        order.OrdType,
        order.TimeInForce,
        new Price(order.Price),
        order.Quantity,
        order.Tag,
        timeNs);

    private static SentKind KindOf(RecordType type) => type switch
    {
        RecordType.NewOrderSingle => SentKind.NewOrderSingle,
        RecordType.OrderCancelReplaceRequest => SentKind.OrderCancelReplaceRequest,
        _ => SentKind.OrderCancelRequest,
    };
}
