using System.Globalization;

namespace Strategies.Backtest.Tests.Support;

/// <summary>
/// Compiles a strategy that sends given orders at given times and publishes what it is told of trades and states: what a
/// session made of a feed stands in its journal.
/// </summary>
internal static class ScriptedSource
{
    internal static string Compile(string folder, DateOnly tradeDate, SentOrder[] orders)
    {
        long midnightNs = Feeds.EasternTime.MidnightUtcNs(tradeDate);
        string times = List(orders, order => (midnightNs + (long)(order.Seconds * 1_000_000_000)) + "L");
        string sides = List(orders, order => $"Side.{order.Side}");
        string prices = List(orders, order => (order.Cents * (Sdk.Price.Scale / 100)) + "L");
        string quantities = List(orders, order => order.Quantity + "L");
        return PluginTestCompiler.Compile(folder, "Demo", PluginTestCompiler.WithUsings($$"""
            namespace Demo;
            public sealed class Scripted : Strategy
            {
                private long _callbacks;

                public override void OnStart()
                {
                    Context.Subscribe(new InstrumentId(1));
                    long[] times = [{{times}}];
                    for (int order = 0; order < times.Length; order++)
                    {
                        Context.SetTimer(order, times[order]);
                    }
                }

                public override void OnTimer(in TimerEvent timer)
                {
                    Side[] sides = [{{sides}}];
                    long[] prices = [{{prices}}];
                    long[] quantities = [{{quantities}}];
                    int order = (int)timer.TimerId;
                    SendResult result = Context.Send(
                        NewOrder.Limit(new InstrumentId(1), sides[order], new Price(prices[order]), quantities[order]));
                    Context.Publish("sent"u8, (long)result.Reason);
                }

                public override void OnBook(in BookEvent bookEvent) => Count();

                public override void OnTrade(in TradeEvent trade)
                {
                    Context.Publish("trade.price"u8, trade.Price.Raw);
                    Context.Publish("trade.quantity"u8, trade.Quantity.Raw);
                    Context.Publish("trade.side"u8, (long)trade.RestingSide);
                    Count();
                }

                public override void OnMarketStatus(in MarketStatusEvent status)
                {
                    if (status.Kind is MarketStatusKind.TradingAction or MarketStatusKind.OperationalHalt)
                    {
                        Context.Publish("status"u8, (long)status.Status);
                    }

                    Count();
                }

                public override void Save(ref StateWriter writer) => writer.Write(_callbacks);

                public override void Restore(ref StateReader reader) => _callbacks = reader.ReadInt64();

                public override void OnStop() => Context.Publish("callbacks.market"u8, _callbacks);

                private void Count() => _callbacks++;
            }
            """));
    }

    private static string List(SentOrder[] orders, Func<SentOrder, string> field) =>
        string.Join(", ", orders.Select(order => string.Create(CultureInfo.InvariantCulture, $"{field(order)}")));
}
