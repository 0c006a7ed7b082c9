namespace Strategies.Follower;

/// <summary>Where a strategy's Save did not come back and ended the follower.</summary>
/// <param name="JournalId">The journal's identity: another day of the cell is another journal.</param>
/// <param name="Slot">The slot.</param>
/// <param name="Sequence">The input behind which its state was to be saved.</param>
internal sealed record SavePlace(Guid JournalId, int Slot, ulong Sequence);
