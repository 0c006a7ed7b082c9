namespace Strategies.Sdk;

/// <summary>Kind of instrument (FIX tag 167, in groups).</summary>
public enum SecurityType : byte
{
    /// <summary>Share or exchange-traded fund.</summary>
    Equity = 1,

    /// <summary>Listed option.</summary>
    Option = 2,

    /// <summary>Future.</summary>
    Future = 3,

    /// <summary>Bond, note or bill.</summary>
    Bond = 4,
}
