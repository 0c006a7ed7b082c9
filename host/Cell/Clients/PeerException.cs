namespace Strategies.Cell.Clients;

/// <summary>Another process of the cell cannot be asked, or did not live to answer.</summary>
/// <param name="hasEnded">True when it had the request and ended over it; false when it was never asked.</param>
/// <param name="title">What it is, the same for all of its kind.</param>
/// <param name="detail">What it is this time.</param>
/// <param name="hint">What to do about it.</param>
public sealed class PeerException(bool hasEnded, string title, string detail, string hint) : Exception($"{title}: {detail}; {hint}")
{
    /// <summary>True when the process had the request and ended over it; false when it was never asked.</summary>
    public bool HasEnded { get; } = hasEnded;

    /// <summary>What it is, the same for all of its kind.</summary>
    public string Title { get; } = title;

    /// <summary>What it is this time.</summary>
    public string Detail { get; } = detail;

    /// <summary>What to do about it.</summary>
    public string Hint { get; } = hint;
}
