namespace Strategies.Journal.Snapshots;

/// <summary>Puts what is wrong with a snapshot into words.</summary>
internal static class SnapshotFaults
{
    private const string OtherHint = "start from an older snapshot, or replay the journal from its start";

    internal static JournalException Header(string file, string what) => new(
        JournalFault.SnapshotHeader, what, $"the file was changed after it was written: {OtherHint}", file, 0);

    internal static JournalException UnknownFormat(string file, int version) => new(
        JournalFault.UnknownFormatVersion,
        $"the snapshot has format version {version}, this build knows {SnapshotHeader.CurrentFormatVersion}",
        $"load it with the build that wrote it or a later one; or {OtherHint}",
        file,
        8);

    internal static JournalException Size(string file, long bytes, long expected) => new(
        JournalFault.SnapshotTruncated,
        $"the snapshot has {bytes} of {expected} bytes",
        $"its file was cut or changed after it was written: {OtherHint}",
        file,
        Math.Min(bytes, expected));

    internal static JournalException Hash(string file, SnapshotInfo info) => new(
        JournalFault.SnapshotHash,
        $"the snapshot's payload does not match its SHA-256 {info.PayloadHash.ToShortString()}",
        $"the file was changed after it was written: {OtherHint}",
        file,
        sequence: info.Sequence);

    internal static JournalException ForeignJournal(string file, Guid found, Guid expected) => new(
        JournalFault.ForeignJournal,
        $"the snapshot is of journal {found}, this is journal {expected}",
        $"it was copied here from another folder: {OtherHint}",
        file);

    internal static JournalException ForeignCell(string file, ushort found, ushort expected) => new(
        JournalFault.ForeignCell,
        $"the snapshot is of cell {found}, the journal of cell {expected}",
        $"it was copied here from another folder: {OtherHint}",
        file);

    internal static JournalException LaterEpoch(string file, uint found, uint last) => new(
        JournalFault.EpochOrder,
        $"the snapshot is of epoch {found}, the journal's last one is {last}",
        $"a later leader took it, whose part of the journal is not here: fetch that part, or {OtherHint}",
        file);

    internal static JournalException BeyondEnd(string file, ulong sequence) => new(
        JournalFault.SnapshotBeyondEnd,
        $"the snapshot is of input {sequence}, which the journal does not have",
        $"the journal's end was lost or cut after it was taken: {OtherHint}",
        file,
        sequence: sequence);

    internal static JournalException History(string file, ulong sequence, uint found, uint expected) => new(
        JournalFault.SnapshotHistory,
        $"the snapshot was taken after an input {sequence} with checksum {found:x8}, the journal's has {expected:x8}",
        $"the journal went another way since it was taken: {OtherHint}",
        file,
        sequence: sequence);

    internal static JournalException Missing(string file) => new(
        JournalFault.SnapshotMissing,
        "there is no such snapshot",
        "strat journal ls names those that are there",
        file);
}
