namespace Strategies.Sdk;

/// <summary>Mapping of reject reasons to FIX.</summary>
public static class RejectReasonExtensions
{
    /// <summary>The OrdRejReason (FIX tag 103) that carries this reason on a session.</summary>
    /// <param name="reason">A reason other than none.</param>
    /// <returns>The FIX code; 99 (other) where FIX has none. Source: FIX 5.0 SP2 EP, field 103.</returns>
    public static int ToOrdRejReason(this RejectReason reason) => reason switch
    {
        RejectReason.UnknownInstrument => 1,
        RejectReason.InstrumentNotTradable or RejectReason.VenueDown => 2,
        RejectReason.MaxPosition => 3,
        RejectReason.TooLate => 4,
        RejectReason.UnknownOrder => 5,
        RejectReason.InvalidOrder => 11,
        RejectReason.InvalidLot or RejectReason.BelowCumQty => 13,
        RejectReason.PriceCollar => 16,
        RejectReason.InvalidTick or RejectReason.InvalidPrice => 18,
        RejectReason.StaleReference => 19,
        RejectReason.MessageThrottle => 21,
        RejectReason.MaxQuantity => 26,
        RejectReason.MaxNotional => 27,
        RejectReason.VenueRejected or RejectReason.SlotNotRunning or RejectReason.KillSwitch => 0,
        _ => 99,
    };
}
