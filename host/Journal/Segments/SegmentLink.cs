namespace Strategies.Journal.Segments;

/// <summary>
/// Segments that are links: in a journal in memory, those that lie in its archive only. Reading goes through them,
/// writing never does.
/// </summary>
internal static class SegmentLink
{
    /// <summary>Where a link leads; null when the file is none, or not there.</summary>
    /// <exception cref="JournalException">The file cannot be looked at.</exception>
    internal static string? TargetOf(string file) =>
        FileFaults.Guard(file, () => new FileInfo(file).LinkTarget);

    /// <summary>Checks that a segment may be changed.</summary>
    /// <exception cref="JournalException">It is a link.</exception>
    internal static void RequireNone(string file)
    {
        if (TargetOf(file) is { } target)
        {
            throw Refused(file, target);
        }
    }

    private static JournalException Refused(string file, string target) => new(
        JournalFault.LinkedSegment,
        $"the segment is a link to {target}, and the journal would have to be changed there",
        "the archive is changed by nobody but its archiver: stop the cell and remove the journal's folder in memory; it "
        + "is built anew from the archive when the cell is started",
        file);
}
