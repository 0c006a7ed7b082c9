using Strategies.MarketData;
using Strategies.Sdk;

namespace Strategies.Engine.Tests.Books;

/// <summary>
/// A book written to be obviously right: sorted dictionaries of levels, each with a list of orders and anonymous
/// volume.
/// </summary>
internal sealed class NaiveBook
{
    private readonly SortedDictionary<long, NaiveLevel> _bids =
        new(Comparer<long>.Create((left, right) => right.CompareTo(left)));
    private readonly SortedDictionary<long, NaiveLevel> _offers = [];

    internal Price LastTrade { get; private set; }

    internal int UnknownOrders { get; private set; }

    internal List<(long Price, NaiveLevel Level)> Levels(Side side) =>
        Of(side).Select(pair => (pair.Key, pair.Value)).ToList();

    internal void Apply(in MarketMessage message)
    {
        switch (message.Kind)
        {
            case MarketMessageKind.Add:
                Add(message.Side, message.Price.Raw, message.Quantity.Raw, message.OrderReference);
                break;
            case MarketMessageKind.Execute:
                long resting = Reduce(message, message.Quantity.Raw);
                LastTrade = !message.Price.IsZero ? message.Price : resting != 0 ? new Price(resting) : LastTrade;
                break;
            case MarketMessageKind.Reduce:
                Reduce(message, message.Quantity.Raw);
                break;
            case MarketMessageKind.Delete:
                Reduce(message, message.HasPrice ? message.Quantity.Raw : long.MaxValue);
                break;
            case MarketMessageKind.Replace:
                Replace(message);
                break;
            case MarketMessageKind.HiddenTrade:
                LastTrade = message.Price;
                break;
            case MarketMessageKind.WindowCut:
                Cut(_bids, (int)message.Quantity.Raw);
                Cut(_offers, (int)message.Quantity.Raw);
                break;
            case MarketMessageKind.LevelSet:
                Of(message.Side)[message.Price.Raw] = new NaiveLevel { Anonymous = message.Quantity.Raw };
                break;
        }
    }

    private static void Cut(SortedDictionary<long, NaiveLevel> side, int levels)
    {
        foreach (long price in side.Keys.Skip(levels).ToList())
        {
            side.Remove(price);
        }
    }

    private SortedDictionary<long, NaiveLevel> Of(Side side) => side == Side.Buy ? _bids : _offers;

    private (Side Side, long Price, int Index)? Find(ulong reference)
    {
        foreach (Side side in (Side[])[Side.Buy, Side.Sell])
        {
            foreach ((long price, NaiveLevel level) in Of(side))
            {
                int index = level.Orders.FindIndex(order => order.Reference == reference);
                if (index >= 0)
                {
                    return (side, price, index);
                }
            }
        }

        return null;
    }

    private void Remove((Side Side, long Price, int Index) place)
    {
        Of(place.Side)[place.Price].Orders.RemoveAt(place.Index);
        DropIfEmpty(place.Side, place.Price);
    }

    private void DropIfEmpty(Side side, long price)
    {
        if (Of(side)[price].Total == 0)
        {
            Of(side).Remove(price);
        }
    }

    private void Add(Side side, long price, long quantity, ulong reference)
    {
        if (Find(reference) is { } known)
        {
            Remove(known);
        }

        if (!Of(side).TryGetValue(price, out NaiveLevel? level))
        {
            Of(side)[price] = level = new NaiveLevel();
        }

        level.Orders.Add((reference, quantity));
    }

    /// <summary>Price of the resting order; 0 when nothing was found.</summary>
    private long Reduce(in MarketMessage message, long quantity)
    {
        if (Find(message.OrderReference) is { } place)
        {
            List<(ulong Reference, long Quantity)> orders = Of(place.Side)[place.Price].Orders;
            long left = orders[place.Index].Quantity - quantity;
            if (left > 0)
            {
                orders[place.Index] = (message.OrderReference, left);
            }
            else
            {
                Remove(place);
            }

            return place.Price;
        }

        if (message.HasPrice && Of(message.Side).TryGetValue(message.Price.Raw, out NaiveLevel? level))
        {
            level.Anonymous = Math.Max(0, level.Anonymous - message.Quantity.Raw);
            DropIfEmpty(message.Side, message.Price.Raw);
        }
        else
        {
            UnknownOrders++;
        }

        return 0;
    }

    private void Replace(in MarketMessage message)
    {
        if (Find(message.OrderReference) is not { } place)
        {
            UnknownOrders++;
            return;
        }

        Remove(place);
        Add(place.Side, message.Price.Raw, message.Quantity.Raw, message.NewOrderReference);
    }
}
