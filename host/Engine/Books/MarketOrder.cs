namespace Strategies.Engine.Books;

/// <summary>A displayed market order: a row of the pool, linked into its level's queue.</summary>
internal struct MarketOrder
{
    internal ulong Reference;
    internal long Quantity;
    internal int Level;
    internal int Next;
    internal int Previous;
}
