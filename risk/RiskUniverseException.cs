namespace Strategies.Risk;

/// <summary>
/// The universe cannot be guarded: an instrument's definition is out of range or does not fit the others.
/// </summary>
public sealed class RiskUniverseException : Exception
{
    /// <summary>Makes the exception.</summary>
    /// <param name="index">Position of the instrument in the universe, from 0.</param>
    /// <param name="symbol">Its symbol.</param>
    /// <param name="problem">What is wrong with it, and what would be right.</param>
    public RiskUniverseException(int index, string symbol, string problem)
        : base($"instrument '{symbol}' at position {index} of the universe: {problem}")
    {
        Index = index;
        Symbol = symbol;
    }

    /// <summary>Position of the instrument in the universe, from 0.</summary>
    public int Index { get; }

    /// <summary>Its symbol.</summary>
    public string Symbol { get; }
}
