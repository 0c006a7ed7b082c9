using Strategies.Sdk;

namespace Strategies.Engine.Orders;

/// <summary>One of our orders: a row of the order table.</summary>
internal struct EngineOrder
{
    internal OrderId OrderId;
    internal int Slot;
    internal int Account;
    internal InstrumentId Instrument;
    internal Side Side;
    internal OrdType OrdType;
    internal TimeInForce TimeInForce;

    /// <summary>The state without outstanding requests.</summary>
    internal OrdStatus BaseStatus;

    /// <summary>A cancel request of ours is not answered yet.</summary>
    internal bool IsCancelPending;

    /// <summary>A replace request of ours is not answered yet.</summary>
    internal bool IsReplacePending;

    /// <summary>Confirmed limit price.</summary>
    internal Price Price;

    /// <summary>Confirmed quantity.</summary>
    internal long OrderQty;

    internal long CumQty;
    internal long LeavesQty;

    /// <summary>Number that the next cancel or replace request will carry.</summary>
    internal uint NextRequestId;

    internal uint CancelRequestId;
    internal uint ReplaceRequestId;
    internal Price PendingPrice;
    internal long PendingQty;

    /// <summary>What the gate holds for this order.</summary>
    internal long ReservedQty;

    internal long Tag;

    /// <summary>Neighbours in the slot's list of working orders (oldest first), or in the list of ended ones.</summary>
    internal int Next;
    internal int Previous;
    internal bool IsListedAsWorking;

    /// <summary>The state as FIX reports it: an outstanding request outranks the rest.</summary>
    internal readonly OrdStatus OrdStatus => !BaseStatus.IsWorking() ? BaseStatus
        : IsCancelPending ? OrdStatus.PendingCancel
        : IsReplacePending ? OrdStatus.PendingReplace
        : BaseStatus;

    /// <summary>
    /// What the gate must hold: the larger of the confirmed leaves and those of an outstanding replace.
    /// </summary>
    internal readonly long RequiredReservation => !BaseStatus.IsWorking() ? 0
        : IsReplacePending ? Math.Max(LeavesQty, PendingQty - CumQty)
        : LeavesQty;
}
