namespace Strategies.Soak.Runs;

/// <summary>How a long run ended.</summary>
public enum SoakOutcome
{
    /// <summary>All that must hold was seen to hold.</summary>
    Passed,

    /// <summary>Something that must hold does not.</summary>
    Failed,

    /// <summary>Nothing was found wrong, but the machine did not allow all to be judged.</summary>
    Inconclusive,
}
