using System.Numerics;
using System.Runtime.CompilerServices;
using Strategies.Engine.Books;
using Strategies.Engine.Slots;
using Strategies.MarketData;
using Strategies.Records;
using Strategies.Sdk;

namespace Strategies.Engine;

/// <summary>
/// One packet in, one callback per message out. A message is told when the next one of the packet begins or the packet
/// ends, so that the corrections behind it are in the book and the last one is known as such.
/// </summary>
/// <remarks>
/// Not told, but counted: messages that are not used, and those of an order that the book does not have where the message
/// names the order alone (ITCH E, X, D, U): nothing is known of their price and side.
/// </remarks>
internal sealed partial class MarketDataHandler
{
    private readonly EngineState _state;
    private readonly SlotRunner _runner;
    private readonly MarketDataDecoder?[] _decoders = new MarketDataDecoder?[SourceIds.FeedMax + 1];
    private VenueId _venue;
    private MarketMessage _pending;
    private bool _hasPending;
    private int _invalidCount;
    private int _firstInvalidOffset;

    internal MarketDataHandler(EngineState state, SlotRunner runner)
    {
        _state = state;
        _runner = runner;
    }

    internal EngineCounters Counters;

    /// <summary>Every feed has a decoder of its own, which knows the instruments of the feed's venue and no others.</summary>
    internal void BuildDecoders()
    {
        for (int feed = SourceIds.FirstFeed; feed <= SourceIds.FeedMax; feed++)
        {
            _decoders[feed] = _state.Venues.IsFeed(feed)
                ? new MarketDataDecoder(_state.Instruments, _state.MidnightUtcNs, _state.Venues.VenueOf(feed))
                : null;
        }
    }

    internal void Apply(in RecordHeader header, ReadOnlySpan<byte> payload)
    {
        Counters.Packets++;
        int prefixBytes = Unsafe.SizeOf<MarketDataPrefix>();
        if (!_state.Venues.IsFeed(header.SourceId) || payload.Length < prefixBytes)
        {
            _state.Alert(
                AlertCode.InvalidRecord,
                header.SourceId,
                "market data of an unknown feed line or without its prefix"u8);
            return;
        }

        if (_state.Venues.Silence.Hear(header.SourceId, _state.TimeNs))
        {
            _state.Alert(AlertCode.FeedSilent, header.SourceId, "a feed that was silent is heard again"u8);
        }

        ReadOnlySpan<byte> packet = payload[prefixBytes..];
        MarketDataDecoder decoder = _decoders[header.SourceId]!;
        _venue = _state.Venues.VenueOf(header.SourceId);
        decoder.Begin(header.PayloadFormat, packet);
        DecodeStatus status = ApplyMessages(decoder, packet);
        PublishPending(isLast: true);
        if (_invalidCount > 0)
        {
            _state.Alert(
                AlertCode.InvalidMessage, _firstInvalidOffset, "message of no shares or at no price, left out"u8, _invalidCount);
        }

        if (status == DecodeStatus.Malformed)
        {
            _state.Alert(AlertCode.MalformedPacket, decoder.Offset, "packet cannot be decoded from this byte on"u8);
        }
    }

    /// <returns>Whether the packet was read to its end.</returns>
    private DecodeStatus ApplyMessages(MarketDataDecoder decoder, ReadOnlySpan<byte> packet)
    {
        _hasPending = false;
        _invalidCount = 0;
        int offset = decoder.Offset;
        DecodeStatus status;
        while ((status = decoder.Next(packet, out MarketMessage message)) == DecodeStatus.Message)
        {
            if (message.Kind > MarketMessageKind.Correction)
            {
                Counters.LevelSets += message.Kind == MarketMessageKind.LevelSet ? 1 : 0;
                ApplyToBook(ref message);
            }
            else
            {
                // In front of applying the next one: strategies see the book as their message has left it.
                PublishPending(isLast: false);
                Counters.MarketMessages++;
                if (message.Kind == MarketMessageKind.Invalid && _invalidCount++ == 0)
                {
                    _firstInvalidOffset = offset;
                }

                ApplyToBook(ref message);
                _pending = message;
                _hasPending = true;
            }

            offset = decoder.Offset;
        }

        return status;
    }

    private void ApplyToBook(ref MarketMessage message)
    {
        if (!_state.IsKnown(message.Instrument))
        {
            return;
        }

        OrderBook book = _state.Books[message.Instrument.Value - 1];
        if (message.Kind is MarketMessageKind.TradingAction or MarketMessageKind.OperationalHalt)
        {
            SetStatus(book, in message);
        }

        book.Apply(ref message, _state.TimeNs);
    }

    private void SetStatus(OrderBook book, in MarketMessage message)
    {
        if (message.Kind == MarketMessageKind.TradingAction)
        {
            // A state that is not known opens nothing: the venue also stays as it was.
            TradingStatus status = StatusOf(message.Code);
            book.SetStatus(status == TradingStatus.Unknown ? book.ActionStatus : status);
        }
        else if (message.Code is (byte)'H' or (byte)'T')
        {
            book.SetHaltedHere(message.Code == (byte)'H');
        }

        _state.Gate.SetTradable(message.Instrument, book.Status is TradingStatus.Trading or TradingStatus.Unknown);
    }

    /// <summary>
    /// A message is about a known instrument or the whole market, of a kind that is used, and says what happened.
    /// </summary>
    private bool IsTold(in MarketMessage message) => message.Kind switch
    {
        MarketMessageKind.Ignored or MarketMessageKind.Invalid => false,
        MarketMessageKind.SystemEvent => true,
        _ when !_state.IsKnown(message.Instrument) => false,
        MarketMessageKind.Reduce or MarketMessageKind.Delete or MarketMessageKind.Replace => message.Side != Side.None,
        MarketMessageKind.Execute => !message.Price.IsZero,
        _ => true,
    };

    private void PublishPending(bool isLast)
    {
        if (!_hasPending)
        {
            return;
        }

        _hasPending = false;
        if (_state.IsKnown(_pending.Instrument))
        {
            Counters.CrossedBooks += _state.Books[_pending.Instrument.Value - 1].IsCrossed ? 1 : 0;
        }

        if (!IsTold(in _pending))
        {
            Counters.UntoldMessages++;
            return;
        }

        ulong slots = Audience();
        switch (_pending.Kind)
        {
            case MarketMessageKind.Add:
            case MarketMessageKind.Reduce:
            case MarketMessageKind.Delete:
            case MarketMessageKind.Replace:
                PublishBook(slots, isLast);
                break;
            case MarketMessageKind.Execute:
            case MarketMessageKind.HiddenTrade:
            case MarketMessageKind.CrossTrade:
                PublishTrade(slots, isLast);
                break;
            case MarketMessageKind.SystemEvent:
            case MarketMessageKind.Directory:
            case MarketMessageKind.TradingAction:
            case MarketMessageKind.OperationalHalt:
            case MarketMessageKind.ShortSaleRestriction:
                PublishStatus(slots, isLast);
                break;
        }
    }

    private ulong Audience() => _pending.Kind == MarketMessageKind.SystemEvent ? AllSlots
        : _state.IsKnown(_pending.Instrument) ? _state.Subscribers[_pending.Instrument.Value - 1]
        : 0;

    private ulong AllSlots =>
        _state.SlotCount == 0 ? 0 : ulong.MaxValue >> (EngineOptions.SlotsLimit - _state.SlotCount);

    private void PublishBook(ulong slots, bool isLast)
    {
        BookEvent bookEvent = new()
        {
            Instrument = _pending.Instrument,
            Action = _pending.Kind switch
            {
                MarketMessageKind.Add => BookAction.Add,
                MarketMessageKind.Reduce => BookAction.Reduce,
                MarketMessageKind.Delete => BookAction.Delete,
                _ => BookAction.Replace,
            },
            Side = _pending.Side,
            IsLastInPacket = isLast,
            Price = _pending.Price,
            Quantity = _pending.Quantity,
            OrderReference = _pending.Kind == MarketMessageKind.Replace
                ? _pending.NewOrderReference
                : _pending.OrderReference,
            ExchangeTimeNs = _pending.ExchangeTimeNs,
        };
        for (; slots != 0; slots &= slots - 1)
        {
            StrategySlot slot = _state.Slots[BitOperations.TrailingZeroCount(slots) + 1]!;
            if (slot.IsRunning)
            {
                _runner.OnBook(slot, in bookEvent);
            }
        }
    }

    private void PublishTrade(ulong slots, bool isLast)
    {
        TradeEvent trade = new()
        {
            Instrument = _pending.Instrument,
            RestingSide = _pending.Side,
            IsHidden = _pending.Kind == MarketMessageKind.HiddenTrade,
            IsCross = _pending.Kind == MarketMessageKind.CrossTrade,
            IsPrintable = _pending.IsPrintable,
            IsLastInPacket = isLast,
            Price = _pending.Price,
            Quantity = _pending.Quantity,
            OrderReference = _pending.OrderReference,
            ExchangeTimeNs = _pending.ExchangeTimeNs,
        };
        for (; slots != 0; slots &= slots - 1)
        {
            StrategySlot slot = _state.Slots[BitOperations.TrailingZeroCount(slots) + 1]!;
            if (slot.IsRunning)
            {
                _runner.OnTrade(slot, in trade);
            }
        }
    }

    private void PublishStatus(ulong slots, bool isLast)
    {
        MarketStatusEvent status = new()
        {
            Instrument = _pending.Instrument,
            Venue = _venue,
            Kind = _pending.Kind switch
            {
                MarketMessageKind.SystemEvent => MarketStatusKind.SystemEvent,
                MarketMessageKind.Directory => MarketStatusKind.Directory,
                MarketMessageKind.TradingAction => MarketStatusKind.TradingAction,
                MarketMessageKind.OperationalHalt => MarketStatusKind.OperationalHalt,
                _ => MarketStatusKind.ShortSaleRestriction,
            },
            Status = _pending.Kind switch
            {
                MarketMessageKind.SystemEvent => SystemStatusOf(_pending.Code),
                MarketMessageKind.TradingAction or MarketMessageKind.OperationalHalt =>
                    _state.Books[_pending.Instrument.Value - 1].Status,
                _ => TradingStatus.Unknown,
            },
            Code = _pending.Code,
            IsLastInPacket = isLast,
            ExchangeTimeNs = _pending.ExchangeTimeNs,
        };
        for (; slots != 0; slots &= slots - 1)
        {
            StrategySlot slot = _state.Slots[BitOperations.TrailingZeroCount(slots) + 1]!;
            if (slot.IsRunning)
            {
                _runner.OnMarketStatus(slot, in status);
            }
        }
    }

    /// <summary>ITCH 5.0 trading states: T trading, Q quotation only, H halted, P paused.</summary>
    private static TradingStatus StatusOf(byte code) => (char)code switch
    {
        'T' => TradingStatus.Trading,
        'Q' => TradingStatus.QuotationOnly,
        'H' or 'P' => TradingStatus.Halted,
        _ => TradingStatus.Unknown,
    };

    /// <summary>ITCH 5.0 system events: Q start of market hours, M end of market hours.</summary>
    private static TradingStatus SystemStatusOf(byte code) => (char)code switch
    {
        'Q' => TradingStatus.Trading,
        'M' => TradingStatus.Closed,
        _ => TradingStatus.Unknown,
    };
}
