namespace Strategies.Risk;

/// <summary>What a limit limits. The unit of each value is in its description.</summary>
public enum RiskControl : byte
{
    /// <summary>Not a control.</summary>
    None = 0,

    /// <summary>Largest quantity of one order, in units of the instrument.</summary>
    MaxQuantity = 1,

    /// <summary>
    /// Largest notional of one order, in units of 1e-8 of the currency, up to about 92 billion units.
    /// </summary>
    MaxNotional = 2,

    /// <summary>
    /// Largest distance of a limit price through the reference price, in millionths of the reference (10,000 = 1 %).
    /// </summary>
    PriceCollar = 3,

    /// <summary>Oldest reference price that still counts, in ns.</summary>
    ReferenceAge = 4,

    /// <summary>
    /// Largest absolute position if every working order of one side were filled, in units of the instrument.
    /// </summary>
    MaxPosition = 5,

    /// <summary>
    /// Most messages (new, replace; cancels are counted, never refused) in a sliding window of one second.
    /// </summary>
    MessagesPerSecond = 6,
}
