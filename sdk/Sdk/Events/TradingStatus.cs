namespace Strategies.Sdk;

/// <summary>Whether an instrument may trade.</summary>
public enum TradingStatus : byte
{
    /// <summary>Nothing has been said yet; trading is assumed to be open.</summary>
    Unknown = 0,

    /// <summary>Open for trading.</summary>
    Trading = 1,

    /// <summary>Quotes are accepted, executions are not.</summary>
    QuotationOnly = 2,

    /// <summary>Halted or paused.</summary>
    Halted = 3,

    /// <summary>Closed for the day.</summary>
    Closed = 4,
}
