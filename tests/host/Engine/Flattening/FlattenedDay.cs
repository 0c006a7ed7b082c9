using Strategies.Engine.Tests.Support;
using Strategies.Records;
using Strategies.Sdk;
using static Strategies.Engine.Tests.Support.TestInstruments;

namespace Strategies.Engine.Tests.Flattening;

/// <summary>A day of four slots, the first two for one account, of which the first three have strategies; a test plays the venue.</summary>
internal sealed class FlattenedDay
{
    private static readonly int[] Accounts = [1, 1, 2, 3];

    internal FlattenedDay()
    {
        Harness.StartDay();
        foreach (Instrument instrument in Equities)
        {
            Harness.Announce(instrument);
        }

        for (int slot = 1; slot <= Accounts.Length; slot++)
        {
            Harness.DefineSlot(slot, Accounts[slot - 1]);
        }

        Harness.Apply(RecordType.UniverseCommit, []);
        Harness.SetLimits(WideLimits);
        Harness.Session(1, isUp: true);
        Harness.Itch([.. Equities.Select(instrument => Itch.Directory(instrument.Id.Value, instrument.Symbol))]);
        for (int slot = 1; slot <= 3; slot++)
        {
            Strategies[slot] = Harness.Script(slot);
        }

        Harness.Quote(First, Dollars(10), Dollars(10.02m));
        Harness.Quote(Second, Dollars(20), Dollars(20.02m));
    }

    /// <summary>Each slot's share of the orders' table has room for as many closing orders as there may be.</summary>
    internal EngineHarness Harness { get; } = new(EngineHarness.SmallTables with { OrdersMax = 512 }, hasDay: false);

    /// <summary>By slot.</summary>
    internal Dictionary<int, ScriptedStrategy> Strategies { get; } = [];

    /// <summary>New orders of the last record.</summary>
    internal List<OrderPayload> NewOrders => Harness.LastOf<OrderPayload>(RecordType.NewOrderSingle);

    /// <summary>What the last record said of flattenings.</summary>
    internal FlattenStatus[] Steps =>
        [.. Harness.LastOf<FlattenStatePayload>(RecordType.FlattenState).Select(state => state.Status)];

    /// <summary>Text of the only alert of the last record.</summary>
    internal string LastAlert => Assert.Single(Harness.LastOf<AlertPayload>(RecordType.Alert)).Text.ToString();

    /// <summary>The slot's position, made by an order that is filled.</summary>
    internal void Hold(int slot, InstrumentId instrument, long quantity)
    {
        Side side = quantity > 0 ? Side.Buy : Side.Sell;
        Price price = instrument == First ? Dollars(10) : Dollars(20);
        Rest(slot, instrument, side, price, Math.Abs(quantity)).Fill(Math.Abs(quantity), price);
        Assert.Equal(quantity, Harness.Engine.PositionOf(slot, instrument).Quantity);
    }

    /// <summary>An order of a slot that works.</summary>
    internal VenueDouble Rest(int slot, InstrumentId instrument, Side side, Price price, long quantity)
    {
        SendResult result = Harness.Send(slot, instrument, side, price, quantity);
        Assert.True(result.IsSent, result.Reason.ToString());
        VenueDouble order = new(Harness, result.OrderId, quantity, price);
        order.Accept();
        return order;
    }

    /// <summary>The venue's side of the new orders of the last record.</summary>
    internal VenueDouble[] Closing() =>
        [.. NewOrders.Select(order => new VenueDouble(Harness, new OrderId(order.OrderId), order.Quantity, new Price(order.Price)))];

    /// <summary>The last record ended a flattening that left just this.</summary>
    internal void AssertLeft(params string[] alerts)
    {
        Assert.Equal(FlattenStatus.NotFlat, Steps.Last());
        Assert.Equal(
            alerts,
            Harness.LastOf<AlertPayload>(RecordType.Alert).Where(alert => alert.Code == AlertCode.NotFlat)
                .Select(alert => alert.Text.ToString()));
    }
}
