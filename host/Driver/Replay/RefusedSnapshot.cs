namespace Strategies.Driver.Replay;

/// <summary>A snapshot that could not be used; recovery went on with an earlier one, or with the first input.</summary>
/// <param name="Name">Its file's name.</param>
/// <param name="Reason">Why, and what can be done.</param>
public sealed record RefusedSnapshot(string Name, string Reason);
