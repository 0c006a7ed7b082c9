using Strategies.Sdk;
using static Strategies.Engine.Tests.Support.TestInstruments;

namespace Strategies.Engine.Tests.Support;

/// <summary>
/// Does in turn all that a strategy can do, without allocating; what comes next depends only on how often it was
/// called.
/// </summary>
internal sealed class BusyStrategy : Strategy
{
    private readonly WorkingOrder[] _orders = new WorkingOrder[16];
    private readonly BookOrder[] _queue = new BookOrder[16];
    private long _turn;

    /// <summary>The turn in which it throws; 0 for never.</summary>
    internal long ThrowsAt { get; init; }

    internal long Turns => _turn;

    public override void OnStart()
    {
        Context.Subscribe(First);
        Context.Subscribe(Second);
        Context.SetTimer(1, Context.TimeNs + 1_000_000);
    }

    public override void OnBook(in BookEvent bookEvent) => Act(bookEvent.Instrument);

    public override void OnTrade(in TradeEvent trade) => Act(trade.Instrument);

    public override void OnOrderUpdate(in OrderUpdate update) => Act(update.Instrument);

    public override void OnParametersChanged() => Act(First);

    public override void OnTimer(in TimerEvent timer)
    {
        Context.SetTimer(timer.TimerId, Context.TimeNs + 3_000_000);
        Context.SetTimer(2, Context.TimeNs + 500);
        Act(Second);
    }

    public override void Save(ref StateWriter writer) => writer.Write(_turn);

    public override void Restore(ref StateReader reader) => _turn = reader.ReadInt64();

    private void Act(InstrumentId instrument)
    {
        _turn++;
        Book book = Context.Book(instrument);
        Price price = book.BestBid.IsEmpty ? Dollars(10) : book.BestBid.Price;
        int working = Context.CopyWorkingOrders(_orders);
        switch (_turn % 8)
        {
            case 0 or 1 or 2:
                Context.Send(NewOrder.Limit(
                    instrument, _turn % 2 == 0 ? Side.Buy : Side.Sell, price, 10 + _turn % 30, tag: _turn));
                break;
            case 3 when working > 0:
                Context.Replace(_orders[0].OrderId, price, _orders[0].CumQty.Raw + 5 + _turn % 40);
                break;
            case 4 when working > 0:
                Context.Cancel(_orders[working - 1].OrderId);
                break;
            case 5:
                Context.Log(LogLevel.Information, "turn {0} at {1}"u8, _turn, price.Raw);
                Context.CancelTimer(2);
                break;
            case 6:
                Context.Publish("position"u8, Context.Position(instrument).Quantity.Raw);
                break;
            default:
                Context.Publish("queue"u8, book.CopyOrders(Side.Buy, 0, _queue));
                break;
        }

        if (_turn == ThrowsAt)
        {
            throw new InvalidOperationException("its time had come");
        }
    }
}
