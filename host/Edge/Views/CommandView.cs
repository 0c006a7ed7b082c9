namespace Strategies.Edge.Views;

/// <summary>What became of a command.</summary>
/// <param name="Outcome"><c>obeyed</c>, or <c>flagRaised</c> for a kill past a core that is not there.</param>
/// <param name="Sequence">Number of the input that the command became; 0 when it is not in the journal.</param>
/// <param name="Detail">What happened, in words.</param>
/// <param name="Old">The value before, for a limit or parameter.</param>
/// <param name="New">The value since, for a limit or parameter.</param>
/// <param name="CancelRequests">
/// Cancel requests that the core sent for it. Of a kill of the firm there may be none: the venue's process cancels by itself then.
/// </param>
/// <param name="Flattened">The slots whose flattening it has begun; none for other commands.</param>
/// <param name="WorkingOrders">
/// Orders that worked in its scope when it was asked for; none for commands that are not to end any.
/// </param>
/// <param name="Canceled">How many of these are canceled, whoever did it.</param>
public sealed record CommandView(
    string Outcome,
    ulong Sequence,
    string Detail,
    string? Old = null,
    string? New = null,
    int CancelRequests = 0,
    IReadOnlyList<FlattenView>? Flattened = null,
    int? WorkingOrders = null,
    int? Canceled = null);
