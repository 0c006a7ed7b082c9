using Strategies.Journal.Durability;
using Strategies.Journal.Segments;

namespace Strategies.Journal.Archiving;

/// <summary>Puts into words why a journal in memory and its archive do not go together.</summary>
internal static class ArchivingFaults
{
    /// <summary>The archive ends before its own durable point.</summary>
    internal static JournalException ArchiveLost(
        JournalLayout archive, SegmentKind kind, DurableMark mark, Exception? inner) => new(
        JournalFault.DurableLost,
        $"the archive had been on the disk up to input {mark.InputSequence} and output {mark.OutputIndex} of input "
        + $"{mark.OutputSequence}; its {Words(kind)} are not whole up to there"
        + (inner is JournalException { What: var what } ? $": {what}" : ""),
        "nothing is archived until the folder is restored from a copy; what the journal has in memory stays there",
        archive.SegmentFolder(kind),
        inner: inner);

    /// <summary>Memory does not have what the archive has.</summary>
    internal static JournalException MemoryLess(
        JournalLayout memory, JournalLayout archive, SegmentKind kind, DurableMark mark, Exception? inner) => new(
        JournalFault.MemoryIncomplete,
        $"the archive has the journal up to input {mark.InputSequence} and output {mark.OutputIndex} of input "
        + $"{mark.OutputSequence}, the {Words(kind)} in memory do not reach to there"
        + (inner is JournalException { What: var what } ? $": {what}" : ""),
        RebuildHint(memory, archive, "a part of the folder was removed or changed: "),
        memory.SegmentFolder(kind),
        inner: inner);

    /// <summary>A segment in memory is a link to a file that is not there.</summary>
    internal static JournalException LinkBroken(string file, string target) => new(
        JournalFault.MissingSegment,
        $"the segment is a link to {target}, which is not there",
        "if the cell's folder was moved, move it back; if the file was removed, restore it from a copy: nothing else "
        + "has these records",
        file);

    /// <summary>The folder in memory is there and has no journal.</summary>
    internal static JournalException NotPrepared(JournalLayout memory, JournalLayout archive, string what) => new(
        JournalFault.MemoryIncomplete,
        what,
        RebuildHint(memory, archive, "it was not made by a cell, or a part of it was removed: "),
        memory.Folder);

    /// <summary>Memory and archive hold different journals.</summary>
    internal static JournalException Foreign(JournalLayout archive, string file, Guid inMemory, Guid inArchive) => new(
        JournalFault.ForeignJournal,
        $"the segment in memory is of journal {inMemory}, the archive in {archive.Folder} is of journal {inArchive}",
        "a cell's folder was exchanged, or two cells have the same number: give each its own folder and number",
        file);

    /// <summary>Memory and archive have other bytes at the same place.</summary>
    internal static JournalException Different(string memoryFile, string archiveFile, long offset) => new(
        JournalFault.MemoryIncomplete,
        $"the segment differs from {archiveFile}, which must be a copy of it",
        "one of the two was changed by somebody else: compare them (cmp), keep copies of both, and restore the wrong "
        + "one",
        memoryFile,
        offset);

    /// <summary>The archive does not say how far it goes, though segments in memory are links into it.</summary>
    internal static JournalException MarkMissing(JournalLayout memory, JournalLayout archive) => new(
        JournalFault.DurableLost,
        "the archive's durable mark is missing, though segments of the journal lie in the archive only",
        RebuildHint(memory, archive, "restore the file from a copy; or "),
        archive.DurableFile);

    private static string RebuildHint(JournalLayout memory, JournalLayout archive, string why) =>
        $"{why}stop the cell, remove {memory.Folder} and start the cell, which builds it anew from {archive.Folder}; "
        + "inputs that were in memory only are lost then";

    private static string Words(SegmentKind kind) => kind == SegmentKind.Input ? "inputs" : "outputs";
}
