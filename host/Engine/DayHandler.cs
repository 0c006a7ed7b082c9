using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using Strategies.Engine.Books;
using Strategies.Engine.Orders;
using Strategies.Engine.Positions;
using Strategies.Engine.Slots;
using Strategies.Records;
using Strategies.Risk;
using Strategies.Sdk;

namespace Strategies.Engine;

/// <summary>
/// The records that set a day up and close it: universe, slots, limits, end of day. It allocates, and only before
/// trading begins; behind that nothing in the engine does but the words of a strategy's fault.
/// </summary>
internal sealed partial class DayHandler
{
    private const int PageBytes = 4096;

    private readonly EngineState _state;
    private readonly MarketDataHandler _marketData;
    private readonly OrderHandler _orders;
    private readonly ActionLog _actions;
    private readonly List<Instrument> _universe = [];
    private readonly LimitEntry[] _limits = new LimitEntry[LimitEntriesMax];
    private int _limitCount;
    private int _accountCount;

    private const int CellMax = 4095;

    internal const int LimitEntriesMax = 1 << 16;

    /// <summary>Room that alerts and the digest need behind the positions.</summary>
    private const int EndOfDayReserveBytes = 1 << 14;

    internal DayHandler(EngineState state, MarketDataHandler marketData, OrderHandler orders, ActionLog actions)
    {
        _state = state;
        _marketData = marketData;
        _orders = orders;
        _actions = actions;
    }

    internal void Start(in StartOfDayPayload day, in RecordHeader header)
    {
        if (_state.IsReady)
        {
            _state.Alert(AlertCode.InvalidRecord, day.TradingDay, "a day begins before the one before has ended"u8);
            return;
        }

        if (header.Cell > CellMax || day.TradingDay is < 1 or > ushort.MaxValue)
        {
            _state.Alert(
                AlertCode.InvalidRecord,
                day.TradingDay,
                "the cell is above 4095 or the trading day is not 1 to 65535: orders could not be numbered"u8);
            return;
        }

        _state.Cell = header.Cell;
        _state.TradingDay = day.TradingDay;
        _state.MidnightUtcNs = day.MidnightUtcNs;
    }

    internal void DefineVenue(in VenueDefinitionPayload venue)
    {
        if (_state.IsReady || !_state.Venues.TryDefineVenue(new VenueId(venue.Venue), venue.Name.ToString()))
        {
            _state.Alert(
                AlertCode.InvalidRecord,
                venue.Venue,
                "a venue comes before the universe is complete, with a number from 1 to 63 and a name of its own"u8);
        }
    }

    internal void DefineFeed(in FeedDefinitionPayload feed)
    {
        if (_state.IsReady || !_state.Venues.TryDefineFeed(feed.Feed, new VenueId(feed.Venue), feed.SilentAfterMs))
        {
            _state.Alert(
                AlertCode.InvalidRecord,
                feed.Feed,
                "a feed comes before the universe is complete, with a number (1 to 63) of its own, a known venue, no limit below 0"u8);
        }
    }

    internal void AddInstrument(ReadOnlySpan<byte> payload)
    {
        Instrument instrument;
        try
        {
            instrument = InstrumentCodec.Decode(payload);
        }
        catch (Exception exception) when (exception is StateSchemaException or ArgumentException)
        {
            Refuse(payload.Length, $"the instrument cannot be read: {exception.Message}");
            return;
        }

        if (instrument.Id.Value != _universe.Count + 1 || _state.IsReady)
        {
            _state.Alert(
                AlertCode.InvalidRecord,
                instrument.Id.Value,
                "instruments come in order of their identifier, before the universe is complete"u8);
            return;
        }

        if (!_state.Venues.IsKnown(instrument.Venue))
        {
            _state.Alert(AlertCode.InvalidRecord, instrument.Venue.Value, "an instrument of a venue that is not known"u8);
            return;
        }

        _universe.Add(instrument);
    }

    internal void DefineSlot(in SlotDefinitionPayload slot)
    {
        if (slot.Slot != _state.SlotCount + 1 || slot.Slot > _state.Options.SlotsMax || _state.IsReady)
        {
            _state.Alert(
                AlertCode.InvalidRecord,
                slot.Slot,
                "slots come in order of their number, before the universe is complete"u8);
            return;
        }

        if (slot.Account < 1 || slot.Account > _accountCount + 1)
        {
            _state.Alert(AlertCode.InvalidRecord, slot.Account, "accounts are numbered from 1 without gaps"u8);
            return;
        }

        if (slot.OnFault is not (FaultAction.Quarantine or FaultAction.Rollback))
        {
            _state.Alert(AlertCode.InvalidRecord, (long)slot.OnFault, "a slot's action after a fault is not known"u8);
            return;
        }

        _accountCount = Math.Max(_accountCount, slot.Account);
        StrategySlot made = new(
            slot.Slot, slot.Account, slot.Name.ToString(), slot.AccountName.ToString(), _state.TimerBoard, _state.Options.Bounds)
        {
            RecordName = slot.Name,
            OnFault = slot.OnFault,
            PendingState = TouchedBytes(),
            RetainedState = TouchedBytes(),
        };
        made.Context = new SlotContext(_state, made, _orders, _actions);
        _state.Slots[slot.Slot] = made;
        _state.SlotCount = slot.Slot;
    }

    /// <summary>Every page is met now, so that the hot thread does not meet it for the first time in a swap.</summary>
    private byte[] TouchedBytes()
    {
        byte[] bytes = new byte[_state.Options.StateBytesMax];
        for (int at = 0; at < bytes.Length; at += PageBytes)
        {
            bytes[at] = 0;
        }

        return bytes;
    }

    internal void CommitUniverse()
    {
        try
        {
            BuildTables();
            _state.Venues.Silence.Begin(_state.TimeNs);
        }
        catch (Exception exception) when (exception is RiskUniverseException or ArgumentException)
        {
            Refuse(_universe.Count, exception.Message);
        }
    }

    private void BuildTables()
    {
        _state.Instruments = _universe.ToArray();
        _state.BookPool = new BookPool(_state.Options);
        _state.Books = new OrderBook[_universe.Count];
        for (int index = 0; index < _universe.Count; index++)
        {
            _state.Books[index] = new OrderBook(
                _state.BookPool, new InstrumentId(index + 1), _state.Options.LevelsPerSideMax);
        }

        _state.Subscribers = new ulong[_universe.Count];
        _state.Positions = new PositionTable(_state.Options.SlotsMax, _universe.Count);
        _state.Flattens.Build(_universe.Count);
        _state.Gate = new RiskGate(
            _state.Instruments,
            _state.Options.SlotsMax,
            Math.Max(_accountCount, 1),
            messagesPerCallbackMax: _state.Options.ActionsPerCallbackMax);
        for (int slot = 1; slot <= _state.SlotCount; slot++)
        {
            _state.Gate.SetSlotAccount(slot, _state.Slots[slot]!.Account);
            _state.Slots[slot]!.Context!.Instruments = CopyUniverse();
        }

        _marketData.BuildDecoders();
        _state.Divide();
        _state.IsReady = true;
    }

    /// <summary>
    /// For one slot: what its strategy does to an object that it is given, by whatever means, the gate and the other slots do not see.
    /// </summary>
    private Instrument[] CopyUniverse()
    {
        byte[] encoded = new byte[InstrumentCodec.BytesMax];
        return [.. _universe.Select(instrument =>
            InstrumentCodec.Decode(encoded.AsSpan(0, InstrumentCodec.Encode(instrument, encoded))))];
    }

    private void Refuse(long detail, string reason) => _state.Outputs.Add(
        RecordType.Alert, new AlertPayload { Code = AlertCode.InvalidRecord, Count = 1, Detail = detail, Text = Text200.From(reason) });

    internal void AddLimits(ReadOnlySpan<byte> payload)
    {
        if (payload.Length % Unsafe.SizeOf<LimitEntry>() != 0)
        {
            _state.Alert(
                AlertCode.InvalidRecord, payload.Length, "a part of the limits is not a whole number of entries"u8);
            return;
        }

        ReadOnlySpan<LimitEntry> entries = MemoryMarshal.Cast<byte, LimitEntry>(payload);
        if (entries.Length > _limits.Length - _limitCount)
        {
            _state.Alert(AlertCode.CapacityExceeded, entries.Length, "more limits than the engine can hold"u8);
            return;
        }

        entries.CopyTo(_limits.AsSpan(_limitCount));
        _limitCount += entries.Length;
    }

    internal void CommitLimits(in LimitsCommitPayload commit)
    {
        // The parts are used up in any case: those of a refused table must not mix with the next one's.
        int count = _limitCount;
        _limitCount = 0;
        if (count != commit.EntryCount)
        {
            _state.Alert(
                AlertCode.InvalidRecord, count, "the table of limits is not whole: the limits before stay in force"u8);
        }
        else if (!_state.Gate.Limits.TryReplace(_limits.AsSpan(0, count), out _))
        {
            _state.Alert(
                AlertCode.InvalidRecord,
                commit.Version,
                "the table of limits is refused: the limits before stay in force"u8);
        }
    }

    /// <summary>
    /// Positions of every slot that has one, what was counted together, and the digest of everything.
    /// </summary>
    internal void End(ExecutionReportHandler reports, SwapHandler swaps)
    {
        int leftOut = AddPositions(reports);
        if (leftOut > 0)
        {
            _state.Alert(AlertCode.CapacityExceeded, 0, "positions at the end of the day did not fit the outputs"u8, leftOut);
        }

        if (_state.BookPool.UnknownOrders > 0)
        {
            _state.Alert(
                AlertCode.UnknownMarketOrder,
                0,
                "market messages named orders that are older than the data"u8,
                (int)Math.Min(int.MaxValue, _state.BookPool.UnknownOrders));
        }

        if (_state.BookPool.Overflows > 0)
        {
            _state.Alert(
                AlertCode.CapacityExceeded,
                0,
                "orders or levels were left out of a book because a table was full"u8,
                (int)Math.Min(int.MaxValue, _state.BookPool.Overflows));
        }

        AddDigest(swaps);
    }

    /// <returns>Positions for which the output buffer had no room left.</returns>
    private int AddPositions(ExecutionReportHandler reports)
    {
        int leftOut = 0;
        for (int slot = 1; slot <= _state.SlotCount; slot++)
        {
            for (int index = 1; index <= _state.Instruments.Length; index++)
            {
                ref readonly PositionRow row = ref _state.Positions[slot, new InstrumentId(index)];
                if (row.Quantity == 0 && row.Realised == 0 && row.Fees == 0)
                {
                    continue;
                }

                if (_state.Outputs.HasRoom(EndOfDayReserveBytes))
                {
                    reports.AddPosition(slot, new InstrumentId(index));
                }
                else
                {
                    leftOut++;
                }
            }
        }

        return leftOut;
    }

    private void AddDigest(SwapHandler swaps)
    {
        Fnv1a books = Fnv1a.Start();
        foreach (OrderBook book in _state.Books)
        {
            book.AddTo(ref books);
        }

        Fnv1a orders = Fnv1a.Start();
        _state.Orders.AddTo(ref orders);
        Fnv1a positions = Fnv1a.Start();
        _state.Positions.AddTo(ref positions);
        Fnv1a strategies = Fnv1a.Start();
        swaps.AddTo(ref strategies);
        _state.Outputs.Add(RecordType.StateDigest, new StateDigestPayload
        {
            Books = books.Value,
            Orders = orders.Value,
            Positions = positions.Value,
            Strategies = strategies.Value,
        });
    }
}
