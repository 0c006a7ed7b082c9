using Strategies.Journal.Durability;
using Strategies.Journal.Segments;

namespace Strategies.Journal.Archiving;

/// <summary>
/// Recovers an archive after a loss of power, as opening a journal for writing does, but leaves writing to the journal
/// in memory.
/// </summary>
internal sealed class ArchiveRecovery
{
    private ArchiveRecovery(RecoveryReport report, StreamEnd inputs, StreamEnd outputs)
    {
        Report = report;
        Inputs = inputs;
        Outputs = outputs;
    }

    /// <summary>What was found.</summary>
    internal RecoveryReport Report { get; }

    /// <summary>Where the inputs end.</summary>
    internal StreamEnd Inputs { get; }

    /// <summary>Where the outputs end.</summary>
    internal StreamEnd Outputs { get; }

    /// <summary>Reads, checks and cuts; what stays is on the disk afterwards, and the durable mark says so.</summary>
    /// <param name="archive">The archive; the caller holds its lock.</param>
    /// <param name="options">How the journal is going to be opened.</param>
    /// <exception cref="JournalException">It is damaged in front of its durable mark, or the disk refuses.</exception>
    internal static ArchiveRecovery Run(JournalLayout archive, JournalOptions options)
    {
        JournalRecovery recovery = new(
            archive,
            options with { DamageBeyondDurable = DamagePolicy.MoveAside, CutDamagedLastRecord = false });
        RecoveryReport report = recovery.Run();
        if (report.IsNew)
        {
            RemoveMark(archive); // It names a journal that never came to anything; the next one has another name.
        }
        else
        {
            // First on the disk, then promised.
            RecoveredSegments.Sync(archive, report, recovery.Inputs, recovery.Outputs);
            using DurableMarkFile mark = DurableMarkFile.Open(archive, recovery.Inputs.Header.JournalId, isShared: true);
            mark.Write(recovery.Inputs.LastSequence, recovery.Outputs.LastSequence, recovery.Outputs.LastIndex);
        }

        return new ArchiveRecovery(report, recovery.Inputs, recovery.Outputs);
    }

    private static void RemoveMark(JournalLayout archive)
    {
        int error = FileSystemCalls.Unlink(archive.DurableFile);
        if (error is not (0 or FileSystemCalls.NotFound))
        {
            throw FileFaults.FromErrorNumber(archive.DurableFile, error, "remove the durable mark");
        }
    }
}
