using System.Globalization;
using Strategies.Sdk;

namespace Strategies.Core;

/// <summary>A field of a working order in which the engine and its venue disagree.</summary>
/// <param name="OrderId">The order, as the engine numbers it.</param>
/// <param name="Field">The field.</param>
/// <param name="Here">Its value in the engine; a price is raw.</param>
/// <param name="There">Its value at the venue.</param>
public readonly record struct OrderDisagreement(ulong OrderId, OrderField Field, long Here, long There)
{
    /// <summary>It in a few words.</summary>
    public override string ToString() => string.Create(
        CultureInfo.InvariantCulture, $"order {new OrderId(OrderId)}: {Field} {Words(Here)} here, {Words(There)} at the venue");

    private string Words(long value) => Field switch
    {
        OrderField.Price => new Price(value).ToString(),
        OrderField.Side => ((Side)value).ToString(),
        OrderField.TimeInForce => ((TimeInForce)value).ToString(),
        _ => value.ToString(CultureInfo.InvariantCulture),
    };
}
