namespace Strategies.Feeds.Verification;

/// <summary>What a feed says of its orders that cannot be.</summary>
/// <param name="RepeatedAdds">Orders added under a reference that another order still has.</param>
/// <param name="Overdrawn">Executions and cancels of more than is left of an order.</param>
/// <param name="FirstOdd">Where the first of both is; empty when there is none.</param>
/// <param name="Unknown">
/// Messages about orders that the file did not add, or has ended: usual where it starts within a day or has gaps.
/// </param>
/// <param name="FirstUnknown">Where the first of them is; empty when there is none.</param>
public sealed record OrderReport(long RepeatedAdds, long Overdrawn, string FirstOdd, long Unknown, string FirstUnknown);
