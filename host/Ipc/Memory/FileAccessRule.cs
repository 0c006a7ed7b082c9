namespace Strategies.Ipc.Memory;

/// <summary>Whose a file is and who else may use it. Nobody who is not named may.</summary>
/// <param name="Owner">Number of the user who makes it, and may read and write it.</param>
/// <param name="Grants">The others.</param>
public sealed record FileAccessRule(uint Owner, IReadOnlyList<AccessGrant> Grants);
