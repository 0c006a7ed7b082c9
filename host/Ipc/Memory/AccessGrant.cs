namespace Strategies.Ipc.Memory;

/// <summary>What a user that is not the owner may do.</summary>
/// <param name="User">Number of the user.</param>
/// <param name="Rights">What it may do.</param>
public readonly record struct AccessGrant(uint User, AccessRights Rights);
