using Strategies.Records;

namespace Strategies.Journal.Describe;

/// <summary>Which struct is the payload of which record type: the one place that says it.</summary>
public static class PayloadTypes
{
    private static readonly Dictionary<RecordType, PayloadType> ByType = new()
    {
        [RecordType.StartOfDay] = PayloadType.Of<StartOfDayPayload>(),
        [RecordType.LimitsCommit] = PayloadType.Of<LimitsCommitPayload>(),
        [RecordType.SlotDefinition] = PayloadType.Of<SlotDefinitionPayload>(),
        [RecordType.VenueDefinition] = PayloadType.Of<VenueDefinitionPayload>(),
        [RecordType.FeedDefinition] = PayloadType.Of<FeedDefinitionPayload>(),
        [RecordType.ExecutionReport] = PayloadType.Of<ExecutionReportPayload>(),
        [RecordType.OrderCancelReject] = PayloadType.Of<CancelRejectPayload>(),
        [RecordType.SessionStatus] = PayloadType.Of<SessionStatusPayload>(),
        [RecordType.FeedStatus] = PayloadType.Of<FeedStatusPayload>(),
        [RecordType.SwapRequested] = PayloadType.Of<SwapRequestedPayload>(),
        [RecordType.SwapCommitted] = PayloadType.Of<SwapDecisionPayload>(),
        [RecordType.SwapRefused] = PayloadType.Of<SwapDecisionPayload>(),
        [RecordType.SlotControl] = PayloadType.Of<SlotControlPayload>(),
        [RecordType.ParameterSet] = PayloadType.Of<ParameterSetPayload>(),
        [RecordType.KillSwitch] = PayloadType.Of<KillSwitchPayload>(),
        [RecordType.CallbackOverrun] = PayloadType.Of<CallbackOverrunPayload>(),
        [RecordType.LimitSet] = PayloadType.Of<LimitSetPayload>(),
        [RecordType.SlotPoisoned] = PayloadType.Of<SlotPoisonedPayload>(),
        [RecordType.SendsHeld] = PayloadType.Of<SendsHeldPayload>(),
        [RecordType.EndOfDay] = PayloadType.Of<EndOfDayPayload>(),
        [RecordType.Flatten] = PayloadType.Of<FlattenPayload>(),
        [RecordType.BehaviourSet] = PayloadType.Of<BehaviourSetPayload>(),
        [RecordType.NewOrderSingle] = PayloadType.Of<OrderPayload>(),
        [RecordType.OrderCancelReplaceRequest] = PayloadType.Of<OrderPayload>(),
        [RecordType.OrderCancelRequest] = PayloadType.Of<OrderPayload>(),
        [RecordType.OrderRejected] = PayloadType.Of<RejectPayload>(),
        [RecordType.OrderState] = PayloadType.Of<OrderStatePayload>(),
        [RecordType.PositionState] = PayloadType.Of<PositionPayload>(),
        [RecordType.SlotState] = PayloadType.Of<SlotStatePayload>(),
        [RecordType.Handover] = PayloadType.Of<HandoverPayload>(),
        [RecordType.Log] = PayloadType.Of<LogPayload>(),
        [RecordType.Publish] = PayloadType.Of<PublishPayload>(),
        [RecordType.Alert] = PayloadType.Of<AlertPayload>(),
        [RecordType.StateDigest] = PayloadType.Of<StateDigestPayload>(),
        [RecordType.LimitChanged] = PayloadType.Of<LimitChangedPayload>(),
        [RecordType.ParameterChanged] = PayloadType.Of<ParameterChangedPayload>(),
        [RecordType.FlattenState] = PayloadType.Of<FlattenStatePayload>(),
    };

    /// <summary>
    /// The struct of a record type; null for types without a payload (Clock, UniverseCommit), those of
    /// variable size (Instrument, LimitsPart, MarketData) and unknown ones.
    /// </summary>
    /// <param name="type">The record type.</param>
    public static PayloadType? Find(RecordType type) => ByType.GetValueOrDefault(type);

    /// <summary>The struct of a record as long as this one; null also for an older record that has no payload yet.</summary>
    /// <param name="type">The record type.</param>
    /// <param name="payloadBytes">Bytes of its payload.</param>
    public static PayloadType? Find(RecordType type, int payloadBytes) =>
        type == RecordType.EndOfDay && payloadBytes == 0 ? null : Find(type);

    /// <summary>All record types that have a payload of fixed size.</summary>
    public static IEnumerable<KeyValuePair<RecordType, PayloadType>> All => ByType;
}
