using Strategies.Plans;
using Strategies.Records;
using Strategies.Sdk;

namespace Strategies.Session.Results;

/// <summary>What a slot held of an instrument at the end of the day and has earned with it, in the instrument's currency.</summary>
/// <param name="Slot">Name of the slot.</param>
/// <param name="Account">Name of its account.</param>
/// <param name="Instrument">The instrument's shortest name.</param>
/// <param name="Symbol">Its symbol.</param>
/// <param name="Venue">Name of its venue.</param>
/// <param name="Currency">The currency of all money here.</param>
/// <param name="Quantity">Signed holding.</param>
/// <param name="Cost">What the holding cost.</param>
/// <param name="Realised">Profit closed, before fees.</param>
/// <param name="Unrealised">Market value minus cost, at the last prices.</param>
/// <param name="Fees">Fees paid; negative is a rebate.</param>
public sealed record PositionReport(
    string Slot,
    string Account,
    string Instrument,
    string Symbol,
    string Venue,
    string Currency,
    long Quantity,
    decimal Cost,
    decimal Realised,
    decimal Unrealised,
    decimal Fees)
{
    /// <summary>Realised plus unrealised minus fees.</summary>
    public decimal Profit => Realised + Unrealised - Fees;

    /// <summary>Of a day's positions, in the order of slots and instruments.</summary>
    /// <param name="setup">The session.</param>
    /// <param name="positions">The positions, as the engine tells them at the day's end.</param>
    public static List<PositionReport> Of(SessionSetup setup, IEnumerable<PositionPayload> positions) =>
        [.. positions.OrderBy(position => (position.Slot, position.Instrument)).Select(position => Of(setup, in position))];

    private static PositionReport Of(SessionSetup setup, in PositionPayload position)
    {
        Instrument instrument = setup.Universe[position.Instrument - 1];
        SlotPlan slot = setup.Plan.Slots[position.Slot - 1];
        return new PositionReport(
            slot.Name,
            slot.Account,
            setup.InstrumentNames.Of(position.Instrument),
            instrument.Symbol,
            setup.Venues[instrument.Venue.Value - 1].Name,
            instrument.Currency.ToString(),
            position.Quantity,
            Amount(position.Cost),
            Amount(position.Realised),
            Amount(position.Unrealised),
            Amount(position.Fees));
    }

    private static decimal Amount(Int128 raw) => (decimal)raw / Money.Scale;
}
