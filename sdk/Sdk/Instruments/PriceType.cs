namespace Strategies.Sdk;

/// <summary>What a price counts (FIX tag 423, with FIX's numbers).</summary>
public enum PriceType : byte
{
    /// <summary>Percent of par: a bond at 99.5 costs 0.995 of its face value.</summary>
    PercentOfPar = 1,

    /// <summary>Currency per unit: a share, or one unit of an option's underlying.</summary>
    PerUnit = 2,
}
