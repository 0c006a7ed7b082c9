namespace Strategies.Samples.RiskProbe;

/// <summary>What the probe provokes, in this order.</summary>
internal enum ProbeStep
{
    /// <summary>A price between two ticks.</summary>
    OffTick = 0,

    /// <summary>A quantity of zero.</summary>
    ZeroQuantity = 1,

    /// <summary>An instrument beyond the universe.</summary>
    UnknownInstrument = 2,

    /// <summary>More than one order may have.</summary>
    ExcessQuantity = 3,

    /// <summary>A quantity that is allowed at a price that makes it too much money.</summary>
    ExcessNotional = 4,

    /// <summary>A buy order far above the market.</summary>
    ThroughCollar = 5,

    /// <summary>Passive orders on one side until their sum is too much.</summary>
    PositionLimit = 6,

    /// <summary>Orders and their cancels until there are too many in a second.</summary>
    MessageBurst = 7,

    /// <summary>A replace of an order that was never sent.</summary>
    UnknownOrder = 8,

    /// <summary>
    /// One passive order a minute for the rest of the day: refused once an operator sets the kill switch.
    /// </summary>
    KeepTrading = 9,
}
