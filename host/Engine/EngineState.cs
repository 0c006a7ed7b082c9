using Strategies.Engine.Books;
using Strategies.Engine.Flattening;
using Strategies.Engine.Orders;
using Strategies.Engine.Positions;
using Strategies.Engine.Slots;
using Strategies.Engine.Venues;
using Strategies.Records;
using Strategies.Risk;
using Strategies.Sdk;

namespace Strategies.Engine;

/// <summary>
/// What the parts of the engine share: the clock, the universe, the tables and the outputs. Nothing here decides
/// anything.
/// </summary>
internal sealed partial class EngineState
{
    internal EngineState(EngineOptions options, OutputBuffer outputs)
    {
        Options = options;
        Outputs = outputs;
        Orders = new OrderTable(options.OrdersMax, options.SlotsMax);
        Fills = new FillTable(options.FillsMax, options.SlotsMax);
        Slots = new StrategySlot?[options.SlotsMax + 1];
        Flattens = new FlattenTable(options.SlotsMax);
    }

    internal EngineOptions Options { get; }

    internal OutputBuffer Outputs { get; }

    /// <summary>Number of the input that is being processed.</summary>
    internal ulong Sequence { get; set; }

    /// <summary>Engine time: receive times made monotonic.</summary>
    internal long TimeNs { get; set; }

    internal int Cell { get; set; }

    internal int TradingDay { get; set; }

    internal long MidnightUtcNs { get; set; }

    internal OrderCounters OrderCounters;

    /// <summary>Measures calls into strategies for the driver; none in a replay.</summary>
    internal CallbackMeter? Meter { get; set; }

    /// <summary>The day's venues and feeds.</summary>
    internal VenueBoard Venues { get; } = new();

    /// <summary>New orders are held back since the journal cannot be made safe.</summary>
    internal bool AreSendsHeld { get; set; }

    /// <summary>
    /// One bit for each slot (bit 0 is slot 1) that is not called while the current input is applied: it ended the process
    /// when the input was applied first.
    /// </summary>
    internal ulong MutedSlots { get; set; }

    internal bool IsMuted(int slot) => MutedSlots != 0 && (MutedSlots & (1UL << (slot - 1))) != 0;

    /// <summary>The universe is complete and trading can begin.</summary>
    internal bool IsReady { get; set; }

    internal Instrument[] Instruments { get; set; } = [];

    internal OrderBook[] Books { get; set; } = [];

    internal BookPool BookPool { get; set; } = null!;

    /// <summary>For each instrument, one bit per subscribed slot (bit 0 is slot 1).</summary>
    internal ulong[] Subscribers { get; set; } = [];

    internal OrderTable Orders { get; }

    internal FillTable Fills { get; }

    internal PositionTable Positions { get; set; } = null!;

    internal RiskGate Gate { get; set; } = null!;

    /// <summary>Slots by number, from 1.</summary>
    internal StrategySlot?[] Slots { get; }

    internal int SlotCount { get; set; }

    /// <summary>Which slots are being flattened.</summary>
    internal FlattenTable Flattens { get; }

    /// <summary>When the next timer is due.</summary>
    internal TimerBoard TimerBoard { get; } = new();

    internal bool IsKnown(InstrumentId instrument) => (uint)(instrument.Value - 1) < (uint)Instruments.Length;

    /// <summary>The venue of an instrument; none when it is not known.</summary>
    internal VenueId VenueOf(InstrumentId instrument) =>
        IsKnown(instrument) ? Instruments[instrument.Value - 1].Venue : VenueId.None;

    internal void Alert(AlertCode code, long detail, ReadOnlySpan<byte> text, int count = 1) =>
        Outputs.Add(
            RecordType.Alert,
            new AlertPayload { Code = code, Count = count, Detail = detail, Text = Text200.From(text) });

    internal void Alert(AlertCode code, long detail, in Text200 text) =>
        Outputs.Add(RecordType.Alert, new AlertPayload { Code = code, Count = 1, Detail = detail, Text = text });
}
