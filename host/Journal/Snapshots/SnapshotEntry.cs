namespace Strategies.Journal.Snapshots;

/// <summary>A snapshot file as it was found.</summary>
/// <param name="Name">The file's name in <see cref="JournalLayout.SnapshotFolder"/>.</param>
/// <param name="Epoch">The leader's term, from the name.</param>
/// <param name="Sequence">Number of the input, from the name.</param>
/// <param name="FileBytes">Bytes of the file.</param>
/// <param name="Info">What it says about itself; null when that cannot be read.</param>
/// <param name="Fault">Why it cannot be used; null when it can.</param>
public sealed record SnapshotEntry(
    string Name, uint Epoch, ulong Sequence, long FileBytes, SnapshotInfo? Info, JournalException? Fault)
{
    /// <summary>Whether an engine can start from it.</summary>
    public bool IsUsable => Fault is null;
}
