namespace Strategies.Records;

/// <summary>What the engine calls of a strategy.</summary>
public enum StrategyCall
{
    /// <summary>Nothing.</summary>
    None = 0,

    /// <summary>The slot starts without earlier state.</summary>
    OnStart = 1,

    /// <summary>The slot goes on with restored state, or after a stop.</summary>
    OnHandover = 2,

    /// <summary>The slot is being stopped.</summary>
    OnStop = 3,

    /// <summary>A parameter was set.</summary>
    OnParametersChanged = 4,

    /// <summary>A book changed.</summary>
    OnBook = 5,

    /// <summary>A trade was published.</summary>
    OnTrade = 6,

    /// <summary>The venue reported on an order.</summary>
    OnOrderUpdate = 7,

    /// <summary>A timer is due.</summary>
    OnTimer = 8,

    /// <summary>The market or an instrument changed its status.</summary>
    OnMarketStatus = 9,

    /// <summary>State is written.</summary>
    Save = 10,

    /// <summary>State is read.</summary>
    Restore = 11,

    /// <summary>The setter of a parameter.</summary>
    SetParameter = 12,
}
