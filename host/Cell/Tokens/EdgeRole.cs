namespace Strategies.Cell.Tokens;

/// <summary>What a token may do. Every role may read; only admin may do what several others may.</summary>
public enum EdgeRole
{
    /// <summary>Reads everything, metrics and the API's description included.</summary>
    Viewer = 0,

    /// <summary>Deploys, rolls back, starts and stops slots, sets parameters.</summary>
    Operator = 1,

    /// <summary>Sets limits, kills and releases.</summary>
    Risk = 2,

    /// <summary>Everything, and tokens, the end of the day, deployments without a rehearsal.</summary>
    Admin = 3,
}
