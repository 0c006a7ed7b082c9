namespace Strategies.Cell.Messages;

/// <summary>
/// What a record in the deployment ring is: taken by the core's housekeeping, which prepares the version, warms it up, and
/// only then hands the request to the hot thread.
/// </summary>
public enum DeploymentRingType : uint
{
    /// <summary>
    /// A whole input record, a swap request (deploy, swap or rollback), of source kind operator, source 2, its source
    /// sequence the ring's.
    /// </summary>
    Record = 1,
}
