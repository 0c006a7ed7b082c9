namespace Strategies.Edge.Deployments;

/// <summary>How far a deployment is.</summary>
internal enum DeploymentState
{
    /// <summary>The follower runs the version on recorded events.</summary>
    Rehearsing = 0,

    /// <summary>The core has the request and prepares the version.</summary>
    Preparing = 1,

    /// <summary>The version is in the slot.</summary>
    Committed = 2,

    /// <summary>It is not, and the slot is as it was.</summary>
    Refused = 3,

    /// <summary>The core has not decided in time; it may still.</summary>
    Undecided = 4,
}
