namespace Strategies.MarketData;

/// <summary>The six numbers of a LOBSTER row, read but not judged.</summary>
internal struct LobsterFields
{
    internal long TimeNs;
    internal long Type;
    internal long Reference;
    internal long Quantity;
    internal long PublishedPrice;
    internal long Direction;
}
