using Strategies.Sdk;

namespace Strategies.Backtest.TestKit;

/// <summary>The market of a <see cref="StrategyHarness"/>: books and trades by hand. Every call is one packet, now.</summary>
public sealed class HarnessMarket
{
    private readonly StrategyHarness _harness;
    private readonly SortedDictionary<(int Instrument, Side Side, long Price), (ulong Reference, long Quantity)> _resting = [];
    private ulong _lastNumber;

    internal HarnessMarket(StrategyHarness harness) => _harness = harness;

    /// <summary>Makes a book one level on each side, whatever it held.</summary>
    /// <param name="symbol">The instrument.</param>
    /// <param name="bid">Bid price, at most four decimals.</param>
    /// <param name="bidQuantity">Above 0.</param>
    /// <param name="offer">Offer price, above <paramref name="bid"/>.</param>
    /// <param name="offerQuantity">Above 0.</param>
    /// <exception cref="HarnessException">The instrument is not known, or a number is out of its range.</exception>
    public void Quote(string symbol, decimal bid, long bidQuantity, decimal offer, long offerQuantity)
    {
        Instrument instrument = _harness.InstrumentOf(symbol);
        if (bid >= offer)
        {
            throw new HarnessException($"a bid of {bid} and an offer of {offer} would trade");
        }

        ItchPacket packet = _harness.NewPacket();
        foreach ((int, Side, long) level in _resting.Keys.Where(level => level.Instrument == instrument.Id.Value).ToArray())
        {
            packet.Delete(instrument, _resting[level].Reference);
            _resting.Remove(level);
        }

        Add(packet, instrument, Side.Buy, ItchPacket.Checked(bid), bidQuantity);
        Add(packet, instrument, Side.Sell, ItchPacket.Checked(offer), offerQuantity);
        _harness.Play(packet);
    }

    /// <summary>Makes one level what it shall be, and leaves the rest of the book.</summary>
    /// <param name="symbol">The instrument.</param>
    /// <param name="side">Bids or offers.</param>
    /// <param name="price">The level's price, at most four decimals.</param>
    /// <param name="quantity">All that rests there; 0 for none.</param>
    /// <exception cref="HarnessException">The instrument is not known, or a number is out of its range.</exception>
    public void SetLevel(string symbol, Side side, decimal price, long quantity)
    {
        Instrument instrument = _harness.InstrumentOf(symbol);
        Price exact = ItchPacket.Checked(price);
        ItchPacket packet = _harness.NewPacket();
        if (_resting.Remove((instrument.Id.Value, side, exact.Raw), out (ulong Reference, long Quantity) before))
        {
            packet.Delete(instrument, before.Reference);
        }

        if (quantity != 0)
        {
            Add(packet, instrument, side, exact, quantity);
        }

        _harness.Play(packet);
    }

    /// <summary>Somebody trades against the best level of a side, which gets smaller by that.</summary>
    /// <param name="symbol">The instrument.</param>
    /// <param name="side">The side that rested.</param>
    /// <param name="quantity">At most what rests there.</param>
    /// <exception cref="HarnessException">The instrument is not known, or not so much rests there.</exception>
    public void Execute(string symbol, Side side, long quantity)
    {
        Instrument instrument = _harness.InstrumentOf(symbol);
        (int Instrument, Side Side, long Price)[] levels =
            [.. _resting.Keys.Where(level => level.Instrument == instrument.Id.Value && level.Side == side)];
        if (levels.Length == 0)
        {
            throw new HarnessException($"{symbol} has nothing that rests on side {side}");
        }

        (int, Side, long) best = side == Side.Buy ? levels[^1] : levels[0];
        (ulong reference, long resting) = _resting[best];
        if (quantity < 1 || quantity > resting)
        {
            throw new HarnessException($"{quantity} cannot be executed: {resting} rest at the best {side} of {symbol}");
        }

        ItchPacket packet = _harness.NewPacket();
        packet.Execute(instrument, reference, quantity, ++_lastNumber);
        _resting[best] = (reference, resting - quantity);
        if (resting == quantity)
        {
            _resting.Remove(best);
        }

        _harness.Play(packet);
    }

    /// <summary>A trade that no visible order took part in: the book stays as it is.</summary>
    /// <param name="symbol">The instrument.</param>
    /// <param name="price">Its price, at most four decimals.</param>
    /// <param name="quantity">Above 0.</param>
    /// <exception cref="HarnessException">The instrument is not known, or a number is out of its range.</exception>
    public void Trade(string symbol, decimal price, long quantity)
    {
        ItchPacket packet = _harness.NewPacket();
        packet.Trade(_harness.InstrumentOf(symbol), Checked(quantity), ItchPacket.Checked(price), ++_lastNumber);
        _harness.Play(packet);
    }

    /// <summary>Trading in an instrument is halted.</summary>
    /// <param name="symbol">The instrument.</param>
    public void Halt(string symbol) => Act(symbol, 'H');

    /// <summary>Trading in an instrument goes on.</summary>
    /// <param name="symbol">The instrument.</param>
    public void Resume(string symbol) => Act(symbol, 'T');

    private static long Checked(long quantity) => quantity is >= 1 and <= int.MaxValue
        ? quantity
        : throw new HarnessException($"a quantity of {quantity} is not in 1 to {int.MaxValue}");

    private void Act(string symbol, char state)
    {
        ItchPacket packet = _harness.NewPacket();
        packet.TradingAction(_harness.InstrumentOf(symbol), state);
        _harness.Play(packet);
    }

    private void Add(ItchPacket packet, Instrument instrument, Side side, Price price, long quantity)
    {
        packet.AddOrder(instrument, ++_lastNumber, side, Checked(quantity), price);
        _resting[(instrument.Id.Value, side, price.Raw)] = (_lastNumber, quantity);
    }
}
