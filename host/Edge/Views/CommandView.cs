namespace Strategies.Edge.Views;

/// <summary>What became of a command.</summary>
/// <param name="Outcome"><c>obeyed</c>, or <c>flagRaised</c> for a kill past a core that is not there.</param>
/// <param name="Sequence">Number of the input that the command became; 0 when it is not in the journal.</param>
/// <param name="Detail">What happened, in words.</param>
/// <param name="Old">The value before, for a limit or parameter.</param>
/// <param name="New">The value since, for a limit or parameter.</param>
/// <param name="Cancels">Cancel requests that left for it.</param>
/// <param name="Flattened">The slots whose flattening it has begun; none for other commands.</param>
public sealed record CommandView(
    string Outcome,
    ulong Sequence,
    string Detail,
    string? Old = null,
    string? New = null,
    int Cancels = 0,
    IReadOnlyList<FlattenView>? Flattened = null);
