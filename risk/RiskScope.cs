namespace Strategies.Risk;

/// <summary>The four levels at which a limit or a kill switch can be set; the tightest holds.</summary>
public enum RiskScope : byte
{
    /// <summary>Not a scope.</summary>
    None = 0,

    /// <summary>One order of an instrument, whoever sends it; the scope's number is the instrument.</summary>
    Order = 1,

    /// <summary>One strategy slot.</summary>
    Strategy = 2,

    /// <summary>One account.</summary>
    Account = 3,

    /// <summary>The whole firm.</summary>
    Firm = 4,
}
