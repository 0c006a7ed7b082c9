namespace Strategies.Sdk;

/// <summary>When an option may be exercised (FIX tag 1194).</summary>
public enum ExerciseStyle : byte
{
    /// <summary>Not an option.</summary>
    None = 0,

    /// <summary>At expiry only.</summary>
    European = 1,

    /// <summary>At any time up to expiry.</summary>
    American = 2,
}
