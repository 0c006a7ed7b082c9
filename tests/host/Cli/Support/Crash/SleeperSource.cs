namespace Strategies.Cli.Tests.Support.Crash;

/// <summary>
/// Source of a strategy with orders far from the market, whose Restore takes long enough for another process to see that
/// a swap is under way.
/// </summary>
internal static class SleeperSource
{
    internal const string Text = """
        using Strategies.Sdk;

        namespace Sleeper;

        public sealed class SleeperStrategy : Strategy
        {
            private long _events;
            private long _sent;
            private long _mix;

            public override void OnStart() => Context.Subscribe(new InstrumentId(1));

            public override void OnBook(in BookEvent bookEvent)
            {
                _events++;
                Book book = Context.Book(bookEvent.Instrument);
                if (_sent < 20 && book.IsTwoSided)
                {
                    _sent++;
                    Price price = new(book.BestBid.Price.Raw - _sent * 1_000_000);
                    Context.Send(NewOrder.Limit(bookEvent.Instrument, Side.Buy, price, 1, tag: _sent));
                }
            }

            public override void Save(ref StateWriter writer)
            {
                writer.Write(_events);
                writer.Write(_sent);
                writer.Write(_mix);
            }

            public override void Restore(ref StateReader reader)
            {
                _events = reader.ReadInt64();
                _sent = reader.ReadInt64();
                long mix = reader.ReadInt64();
                for (long turn = 0; turn < 40_000_000; turn++)
                {
                    mix = mix * 6364136223846793005 + turn;
                }

                _mix = mix & 0;
            }
        }
        """;
}
