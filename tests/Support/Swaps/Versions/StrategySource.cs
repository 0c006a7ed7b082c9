namespace Strategies.Swaps.Versions;

/// <summary>
/// Writes a version of the strategy. It keeps 24 orders around the touch, counts its market callbacks, folds every
/// event into a digest, and changes one word of a block of state with every event. At a handover it checks a seal over
/// all that was carried, and word by word, over the next events, the block against its checksum: what is wrong throws.
/// What it does depends on the carried state and the market only, so that versions may change at any event and a day
/// with swaps has the orders of a day without.
/// </summary>
internal static class StrategySource
{
    internal static string Of(VersionOptions version)
    {
        string n = $"V{version.Number:D4}";
        return $$"""
            using System;
            using Soak.Tools;
            using Strategies.Sdk;

            namespace Soak.{{n}};

            public readonly struct Mixer{{n}} : IMixer
            {
                public ulong Mix(ulong value)
                {
                    {{MixerSource.Body(version.Number)}}
                }
            }

            public readonly record struct Seen{{n}}(long Kind, long Price, long Quantity, long TimeNs) : ISeen
            {
                public int Parts => 4;

                public ulong Part(int index) => (ulong)(index switch { 0 => Kind, 1 => Price, 2 => Quantity, _ => TimeNs });
            }

            public sealed class Strategy{{n}} : Strategy
            {
                private const int PerSide = 12;
                private const int NearPerSide = 2;
                private const int CheckedPerEvent = 256;
                private const long TimerNs = 1_000_000_000;

                private readonly Block<Mixer{{n}}> _block = new({{version.Words}});
                private readonly WorkingOrder[] _orders = new WorkingOrder[64];
                private readonly Func<Book, int, Price> _target;
                private Mixer{{n}} _mixer;
                private long _callbacks;
                private ulong _digest;
                private long _actions;
                private int _timers;
                private int _handovers;
                private int _verified;
                private long _lastPrice;
                {{(version.Defect == VersionDefect.None ? "" : "private bool _isSpoiled;")}}

                public Strategy{{n}}() => _target = (book, tag) => Target(book, tag);

                public override int StateSchemaVersion => {{version.SchemaVersion}};

                public override void OnStart()
                {
                    _block.Fill(7);
                    Context.Subscribe(new InstrumentId(1));
                    Context.SetTimer(1, Context.TimeNs + TimerNs);
                }

                public override void OnHandover()
                {
                    if (Build.Number != {{version.Number}})
                    {
                        throw new InvalidOperationException("the private dependency is another version's");
                    }

                    _handovers++;
                    Context.Publish("version"u8, {{version.Number}});
                }

                public override void OnStop()
                {
                    Context.Publish("callbacks.market"u8, _callbacks);
                    Context.Publish("digest.events"u8, (long)_digest);
                    Context.Publish("digest.block"u8, (long)_block.Checksum);
                    Context.Publish("timers"u8, _timers);
                    Context.Publish("handovers"u8, _handovers);
                    Context.Publish("handovers.verified"u8, _verified);
                }

                public override void OnBook(in BookEvent bookEvent)
                {
                    Count(new Seen{{n}}((long)bookEvent.Action, bookEvent.Price.Raw, bookEvent.Quantity.Raw, bookEvent.ExchangeTimeNs));
                    Trade(bookEvent.Instrument);
                }

                public override void OnTrade(in TradeEvent trade)
                {
                    {{(version.SchemaVersion == 2 ? "_lastPrice = trade.Price.Raw;" : "")}}
                    Count(new Seen{{n}}(16, trade.Price.Raw, trade.Quantity.Raw, trade.ExchangeTimeNs));
                    Trade(trade.Instrument);
                }

                public override void OnMarketStatus(in MarketStatusEvent status) =>
                    Count(new Seen{{n}}(32 + (long)status.Kind, status.Code, 0, status.ExchangeTimeNs));

                public override void OnTimer(in TimerEvent timer)
                {
                    _timers++;
                    Context.SetTimer(timer.TimerId, timer.DueTimeNs + TimerNs);
                }

                {{StateSource.Of(version)}}

                private void Count<TEvent>(in TEvent seen)
                    where TEvent : struct, ISeen
                {
                    _callbacks++;
                    {{Defect(version.Defect)}}
                    _digest = Digest.Fold(_digest, in seen, _mixer);
                    _block.Set(_block.IndexOf(_digest), _digest);
                    if (!_block.IsChecked)
                    {
                        _block.Check(CheckedPerEvent);
                        _verified += _block.IsChecked && _verified < _handovers ? 1 : 0;
                    }
                }

                private void Trade(InstrumentId instrument)
                {
                    Book book = Context.Book(instrument);
                    if (!book.IsTwoSided)
                    {
                        return;
                    }

                    int working = Context.CopyWorkingOrders(_orders);
                    uint present = 0;
                    for (int index = 0; index < working; index++)
                    {
                        present |= 1u << (int)_orders[index].Tag;
                    }

                    {{MissingTag(version.Number)}}
                    if (missing >= 0)
                    {
                        Price price = _target(book, missing);
                        if (price > Price.Zero)
                        {
                            Context.Send(NewOrder.Limit(instrument, SideOf(missing), price, 10, tag: missing));
                        }
                    }
                    else if (_callbacks % 8 == 0 && working > 0)
                    {
                        Move(book, in _orders[(int)(_actions++ % working)]);
                    }
                }

                private void Move(Book book, in WorkingOrder order)
                {
                    Price price = _target(book, (int)order.Tag);
                    if (order.OrdStatus is not (OrdStatus.New or OrdStatus.PartiallyFilled) || price <= Price.Zero)
                    {
                        return;
                    }

                    if (_actions % 16 == 0)
                    {
                        Context.Cancel(order.OrderId);
                    }
                    else if (price != order.Price)
                    {
                        Context.Replace(order.OrderId, price, order.OrderQty);
                    }
                }

                private static Side SideOf(int tag) => tag < PerSide ? Side.Buy : Side.Sell;

                private Price Target(Book book, int tag)
                {
                    int level = tag % PerSide;
                    long ticks = level < NearPerSide ? level : 10L * level;
                    {{(version.Defect == VersionDefect.TradesDifferently ? "ticks++;" : "")}}
                    Price tick = Context.Instrument(book.Instrument).Ticks.IncrementAt(book.BestBid.Price);
                    Price distance = tick * ticks;
                    return SideOf(tag) == Side.Buy
                        ? (book.BestBid.Price - distance).RoundDown(tick)
                        : (book.BestOffer.Price + distance).RoundUp(tick);
                }
            }
            """;
    }

    /// <summary>Statements that find the lowest tag without an order, in another way from version to version.</summary>
    private static string MissingTag(int number) => (number % 3) switch
    {
        0 => """
            int missing = -1;
                    for (int tag = (2 * PerSide) - 1; tag >= 0; tag--)
                    {
                        missing = (present & (1u << tag)) == 0 ? tag : missing;
                    }
            """,
        1 => """
            int missing = System.Numerics.BitOperations.TrailingZeroCount(~present);
                    missing = missing < 2 * PerSide ? missing : -1;
            """,
        _ => """
            int missing = 0;
                    while (missing < 2 * PerSide && ((present >> missing) & 1) != 0)
                    {
                        missing++;
                    }

                    missing -= missing == 2 * PerSide ? (2 * PerSide) + 1 : 0;
            """,
    };

    /// <summary>Recorded data for a warm-up are 4,000 packets: a defect shows only behind them.</summary>
    private static string Defect(VersionDefect defect) => defect switch
    {
        VersionDefect.LosesAnEvent =>
            "if (_callbacks > 4_500 && !_isSpoiled) { _isSpoiled = true; _callbacks--; return; }",
        VersionDefect.SpoilsTheBlock =>
            "if (_callbacks > 4_500 && !_isSpoiled) { _isSpoiled = true; _block.Spoil(); }",
        _ => "",
    };
}
