namespace Strategies.Edge.Hosting;

/// <summary>A request cannot be fulfilled: what the caller gets told.</summary>
/// <param name="status">HTTP status.</param>
/// <param name="title">What it is, the same for all of its kind.</param>
/// <param name="detail">What it is this time.</param>
/// <param name="hint">What to do about it.</param>
internal sealed class EdgeException(int status, string title, string detail, string hint)
    : Exception($"{title}: {detail}")
{
    internal int Status { get; } = status;

    internal string Title { get; } = title;

    internal string Detail { get; } = detail;

    internal string Hint { get; } = hint;

    /// <summary>Further members of the answer.</summary>
    internal Dictionary<string, object?> More { get; } = [];
}
