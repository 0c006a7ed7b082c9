using Strategies.Engine.Books;
using Strategies.Records;
using Strategies.Sdk;

namespace Strategies.Engine.Positions;

/// <summary>
/// Positions by slot and instrument at average cost: a fill that closes takes its share of the cost out, and the
/// difference to what it brought is realised; the division truncates toward zero and its remainder stays in the cost,
/// so nothing is lost.
/// </summary>
internal sealed partial class PositionTable
{
    private readonly PositionRow[] _rows;
    private readonly int _instrumentCount;

    internal PositionTable(int slotsMax, int instrumentCount)
    {
        _instrumentCount = instrumentCount;
        _rows = new PositionRow[slotsMax * instrumentCount];
    }

    internal ref PositionRow this[int slot, InstrumentId instrument] =>
        ref _rows[(slot - 1) * _instrumentCount + instrument.Value - 1];

    /// <summary>Books a fill, or with the sign turned round the reversal of one.</summary>
    /// <param name="slot">The slot.</param>
    /// <param name="instrument">The instrument.</param>
    /// <param name="signedQuantity">Positive for a buy.</param>
    /// <param name="price">Price of the fill.</param>
    /// <param name="fee">Fee in units of 1e-8; negative is a rebate.</param>
    internal void Apply(int slot, Instrument instrument, long signedQuantity, Price price, long fee)
    {
        ref PositionRow row = ref this[slot, instrument.Id];
        row.Fees += fee;
        long held = row.Quantity;
        long closing = held != 0 && (held > 0) != (signedQuantity > 0)
            ? Math.Min(Math.Abs(held), Math.Abs(signedQuantity)) * Math.Sign(signedQuantity)
            : 0;
        if (closing != 0)
        {
            // Multiplied first: only the last step truncates. -closing has the sign of what is held.
            Int128 costShare = row.Cost * -closing / held;
            row.Realised += instrument.Notional(price, -closing).Raw - costShare;
            row.Cost -= costShare;
            row.Quantity += closing;
        }

        // What is more than was held turns the position round, at its own price.
        long opening = signedQuantity - closing;
        if (opening != 0)
        {
            row.Cost += instrument.Notional(price, opening).Raw;
            row.Quantity += opening;
        }
    }

    /// <summary>Market value minus cost: at the mid, or at the last trade when the book has not two sides.</summary>
    internal static Int128 Unrealised(in PositionRow row, Instrument instrument, OrderBook book)
    {
        Price mark = book.IsTwoSided ? book.Mid : book.LastTradePrice;
        return row.Quantity == 0 || mark.IsZero ? 0 : instrument.Notional(mark, row.Quantity).Raw - row.Cost;
    }

    internal void AddTo(ref Fnv1a digest)
    {
        foreach (ref readonly PositionRow row in _rows.AsSpan())
        {
            digest.Add(row.Quantity);
            digest.Add(row.Cost);
            digest.Add(row.Realised);
            digest.Add(row.Fees);
        }
    }
}
