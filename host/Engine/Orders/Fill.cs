namespace Strategies.Engine.Orders;

/// <summary>One of our fills, remembered so that it can be broken or corrected.</summary>
internal struct Fill
{
    /// <summary>The venue whose report it was; 0 marks an empty row. Eight bytes, so that the row has no padding.</summary>
    internal ulong Venue;

    /// <summary>The venue's own number of the report.</summary>
    internal ulong ExecId;
    internal ulong OrderId;
    internal long Price;
    internal long Quantity;
    internal long Fee;
}
