namespace Strategies.Feeds.Verification;

/// <summary>The place at which a file cannot be read any further.</summary>
/// <param name="File">The file; for a member of an archive <c>archive/member</c>.</param>
/// <param name="Line">The line, from 1, if it has lines.</param>
/// <param name="Offset">The byte, from 0, if it has none.</param>
/// <param name="Problem">What is wrong.</param>
/// <param name="Hint">What can be done.</param>
public sealed record FeedDamage(string File, long? Line, long? Offset, string Problem, string Hint)
{
    internal static FeedDamage From(FeedException cause) =>
        new(cause.File, cause.Line, cause.Offset, cause.Problem, cause.Hint);
}
