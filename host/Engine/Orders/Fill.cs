namespace Strategies.Engine.Orders;

/// <summary>One of our fills, remembered so that it can be broken or corrected.</summary>
internal struct Fill
{
    internal ulong ExecId;
    internal ulong OrderId;
    internal long Price;
    internal long Quantity;
    internal long Fee;
}
