using System.Globalization;

namespace Strategies.Journal.Archiving;

/// <summary>What <see cref="JournalMemory.Prepare"/> found and did.</summary>
public sealed record MemoryReport
{
    /// <summary>True when the journal in memory was not there and was built from the archive.</summary>
    public required bool IsRebuilt { get; init; }

    /// <summary>
    /// What the recovery of the archive found, damage that was moved aside above all; null when nothing was built anew.
    /// </summary>
    public RecoveryReport? Archive { get; init; }

    /// <summary>
    /// Where the folder in memory went that an earlier start of the machine had left; null when there was none.
    /// </summary>
    public string? StaleFolder { get; init; }

    /// <summary>Segments that are links to the archive, of both kinds.</summary>
    public required long Linked { get; init; }

    /// <summary>In words, for a log.</summary>
    public override string ToString()
    {
        string found = IsRebuilt ? "built from the archive" : "it was there";
        string archive = Archive is null ? "" : $"; the archive: {Archive}";
        string stale = StaleFolder is null ? "" : $"; what an earlier start of the machine left is in {StaleFolder}";
        return string.Create(CultureInfo.InvariantCulture, $"{found}, {Linked} segments linked{archive}{stale}");
    }
}
