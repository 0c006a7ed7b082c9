using Strategies.Engine.Collections;
using Strategies.Records;

namespace Strategies.Engine.Books;

/// <summary>Rows that all books of an engine share: market orders, price levels and the table of references.</summary>
/// <remarks>Everything is allocated here, once.</remarks>
internal sealed class BookPool
{
    internal const int None = -1;

    internal BookPool(EngineOptions options)
    {
        Orders = new MarketOrder[options.MarketOrdersMax];
        Levels = new PriceLevel[options.LevelsMax];
        FreeOrders = new FreeList(options.MarketOrdersMax);
        FreeLevels = new FreeList(options.LevelsMax);
        References = new IndexMap(options.MarketOrdersMax);
    }

    internal MarketOrder[] Orders { get; }

    internal PriceLevel[] Levels { get; }

    internal FreeList FreeOrders { get; }

    internal FreeList FreeLevels { get; }

    internal IndexMap References { get; }

    /// <summary>Messages that named an order which no book has.</summary>
    internal long UnknownOrders { get; set; }

    /// <summary>Times that a table was full: a level or an order was left out of a book.</summary>
    internal long Overflows { get; set; }
}
