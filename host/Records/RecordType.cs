namespace Strategies.Records;

/// <summary>
/// What a record's payload is. Below 100: inputs, which are numbered; from 100: outputs of the engine.
/// </summary>
public enum RecordType : ushort
{
    /// <summary>No record.</summary>
    None = 0,

    /// <summary>A trading day begins: <see cref="StartOfDayPayload"/>.</summary>
    StartOfDay = 1,

    /// <summary>One instrument of the day's universe, see <see cref="InstrumentCodec"/>.</summary>
    Instrument = 2,

    /// <summary>The universe is complete: books are built.</summary>
    UniverseCommit = 3,

    /// <summary>A part of a table of limits: packed limit entries.</summary>
    LimitsPart = 4,

    /// <summary>The table of limits is complete and in force: <see cref="LimitsCommitPayload"/>.</summary>
    LimitsCommit = 5,

    /// <summary>A slot exists: <see cref="SlotDefinitionPayload"/>.</summary>
    SlotDefinition = 6,

    /// <summary>A venue exists, in front of its instruments: <see cref="VenueDefinitionPayload"/>.</summary>
    VenueDefinition = 7,

    /// <summary>A feed line exists: <see cref="FeedDefinitionPayload"/>.</summary>
    FeedDefinition = 8,

    /// <summary>One packet of a feed: <see cref="MarketDataPrefix"/> and the raw bytes.</summary>
    MarketData = 10,

    /// <summary>A report on an order: <see cref="ExecutionReportPayload"/>.</summary>
    ExecutionReport = 11,

    /// <summary>A cancel or replace request was refused: <see cref="CancelRejectPayload"/>.</summary>
    OrderCancelReject = 12,

    /// <summary>Time passes; no payload.</summary>
    Clock = 13,

    /// <summary>A venue session went up or down: <see cref="SessionStatusPayload"/>.</summary>
    SessionStatus = 14,

    /// <summary>A feed has a gap, is stale or has recovered: <see cref="FeedStatusPayload"/>.</summary>
    FeedStatus = 15,

    /// <summary>A prepared version asks to take a slot over: <see cref="SwapRequestedPayload"/>.</summary>
    SwapRequested = 20,

    /// <summary>It takes over with this record: <see cref="SwapDecisionPayload"/>.</summary>
    SwapCommitted = 21,

    /// <summary>It does not: <see cref="SwapDecisionPayload"/>.</summary>
    SwapRefused = 22,

    /// <summary>A slot is started or stopped: <see cref="SlotControlPayload"/>.</summary>
    SlotControl = 23,

    /// <summary>A parameter has a new value: <see cref="ParameterSetPayload"/>.</summary>
    ParameterSet = 24,

    /// <summary>A kill switch is set or released: <see cref="KillSwitchPayload"/>.</summary>
    KillSwitch = 25,

    /// <summary>A callback took more than its slot may: <see cref="CallbackOverrunPayload"/>.</summary>
    CallbackOverrun = 26,

    /// <summary>One limit changes: <see cref="LimitSetPayload"/>.</summary>
    LimitSet = 27,

    /// <summary>
    /// A slot's strategy ended the process while the input in front was applied: <see cref="SlotPoisonedPayload"/>.
    /// </summary>
    SlotPoisoned = 28,

    /// <summary>New orders are held back, or no longer: <see cref="SendsHeldPayload"/>.</summary>
    SendsHeld = 29,

    /// <summary>The trading day ends: <see cref="EndOfDayPayload"/>.</summary>
    EndOfDay = 30,

    /// <summary>A slot or an account is to be flattened: <see cref="FlattenPayload"/>.</summary>
    Flatten = 31,

    /// <summary>The engine's behaviour is another one from the next input on: <see cref="BehaviourSetPayload"/>.</summary>
    BehaviourSet = 32,

    /// <summary>First of the outputs.</summary>
    FirstOutput = 100,

    /// <summary>A new order leaves: <see cref="OrderPayload"/>.</summary>
    NewOrderSingle = 100,

    /// <summary>A request to replace an order leaves: <see cref="OrderPayload"/>.</summary>
    OrderCancelReplaceRequest = 101,

    /// <summary>A request to cancel an order leaves: <see cref="OrderPayload"/>.</summary>
    OrderCancelRequest = 102,

    /// <summary>The gate or the order table refused an order or request: <see cref="RejectPayload"/>.</summary>
    OrderRejected = 103,

    /// <summary>An order's state after a report: <see cref="OrderStatePayload"/>.</summary>
    OrderState = 104,

    /// <summary>A position after a fill, and at the end of the day: <see cref="PositionPayload"/>.</summary>
    PositionState = 105,

    /// <summary>A slot changed: <see cref="SlotStatePayload"/>.</summary>
    SlotState = 110,

    /// <summary>How Save and Restore went: <see cref="HandoverPayload"/>.</summary>
    Handover = 111,

    /// <summary>A line of a strategy's log: <see cref="LogPayload"/>.</summary>
    Log = 112,

    /// <summary>A number that a strategy published: <see cref="PublishPayload"/>.</summary>
    Publish = 113,

    /// <summary>Something that a person should know: <see cref="AlertPayload"/>.</summary>
    Alert = 114,

    /// <summary>Digest of the engine's whole state: <see cref="StateDigestPayload"/>.</summary>
    StateDigest = 115,

    /// <summary>A limit was changed: <see cref="LimitChangedPayload"/>.</summary>
    LimitChanged = 118,

    /// <summary>A parameter was changed: <see cref="ParameterChangedPayload"/>.</summary>
    ParameterChanged = 119,

    /// <summary>The flattening of a slot begins, goes on or ends: <see cref="FlattenStatePayload"/>.</summary>
    FlattenState = 120,
}
