namespace Strategies.Cells.Killing;

/// <summary>What a strategy that ends the core cost, ms from the last sign of life of the core that it ended.</summary>
/// <param name="Kind">What the strategy does.</param>
/// <param name="BlockedMs">Until the venue blocked new orders (T1); -1 when it did not have to.</param>
/// <param name="CanceledMs">Until it canceled all orders (T2); -1 when the core was back before.</param>
/// <param name="FreeMs">Until new orders passed again.</param>
/// <param name="OthersMs">Until the next order or request of the others reached the exchange.</param>
/// <param name="FollowerMs">Until the follower was behind the poisoned input.</param>
public sealed record FatalFigures(
    string Kind, double BlockedMs, double CanceledMs, double FreeMs, double OthersMs, double FollowerMs)
{
    /// <inheritdoc/>
    public override string ToString() => FormattableString.Invariant(
        $"{Kind}: blocked after {BlockedMs:0} ms, canceled after {CanceledMs:0} ms, free after {FreeMs:0} ms, others trade after {OthersMs:0} ms, follower behind it after {FollowerMs:0} ms");
}
