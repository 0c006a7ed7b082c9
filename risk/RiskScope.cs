namespace Strategies.Risk;

/// <summary>The four levels at which a limit or a kill switch can be set; the tightest holds.</summary>
public enum RiskScope : byte
{
    /// <summary>Not a scope.</summary>
    None = 0,

    /// <summary>
    /// One order, whoever sends it. A kill switch has the instrument as the scope's number; a limit names its
    /// instrument apart, and its scope has the number 0.
    /// </summary>
    Order = 1,

    /// <summary>One strategy slot.</summary>
    Strategy = 2,

    /// <summary>One account.</summary>
    Account = 3,

    /// <summary>The whole firm.</summary>
    Firm = 4,
}
