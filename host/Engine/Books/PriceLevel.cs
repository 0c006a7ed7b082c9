namespace Strategies.Engine.Books;

/// <summary>
/// A price level: a row of the pool. Total quantity is that of its orders plus volume older than the data.
/// </summary>
internal struct PriceLevel
{
    internal long Price;
    internal long Quantity;
    internal long AnonymousQuantity;
    internal int OrderCount;
    internal int Head;
    internal int Tail;
    internal bool IsBid;
}
