using Strategies.Journal;
using Strategies.Journal.Snapshots;
using Strategies.Records;

namespace Strategies.Driver.Following;

/// <summary>Writes captured states as a journal's snapshots and removes the oldest ones.</summary>
/// <remarks>Any thread, one at a time; hashes and writes up to hundreds of megabytes.</remarks>
/// <param name="folder">The journal's folder.</param>
/// <param name="kept">Snapshots that are kept, from 1.</param>
public sealed class SnapshotKeeper(string folder, int kept)
{
    private readonly SnapshotStore _store = new(new JournalLayout(folder));

    /// <summary>Writes a snapshot.</summary>
    /// <param name="capture">The state.</param>
    /// <exception cref="JournalException">It cannot be written.</exception>
    public SnapshotEntry Write(SnapshotCapture capture)
    {
        ReadOnlySpan<byte> payload = capture.Payload.Span;
        SnapshotEntry entry = _store.Write(capture.Info with { StateDigest = Hash256.Of(payload).A }, payload);
        _store.Prune(kept);
        return entry;
    }
}
