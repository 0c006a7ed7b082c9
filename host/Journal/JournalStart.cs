using Strategies.Journal.Durability;
using Strategies.Journal.Segments;

namespace Strategies.Journal;

/// <summary>Where a writer begins.</summary>
/// <param name="Report">What was found.</param>
/// <param name="Inputs">Where the inputs end.</param>
/// <param name="Outputs">Where the outputs end.</param>
internal sealed record JournalStart(RecoveryReport Report, StreamEnd Inputs, StreamEnd Outputs)
{
    /// <summary>Reads, checks and cuts what is there.</summary>
    /// <exception cref="JournalException">The journal cannot be gone on with.</exception>
    internal static JournalStart Recover(JournalLayout layout, JournalOptions options)
    {
        JournalRecovery recovery = new(layout, options);
        RecoveryReport report = recovery.Run();
        return new JournalStart(report, recovery.Inputs, recovery.Outputs);
    }

    /// <summary>
    /// The start behind what two readers have read, record by record, of a journal that its writer has then closed in order:
    /// nothing is left to be read or cut. Null where that cannot be said. Only for whoever has the journal's lock.
    /// </summary>
    internal static JournalStart? Follow(JournalLayout layout, JournalReader inputs, JournalReader outputs)
    {
        DurableMark? mark = DurableMarkFile.Read(layout);
        // Durable mark and marks of a clean end where the readers stand, all of this boot: nothing follows.
        if (mark is not { } durable || durable.BootId != BootRun.Id || durable.BootId == Guid.Empty
            || inputs.ClosedEnd is not { } inputEnd || outputs.ClosedEnd is not { } outputEnd
            || durable.InputSequence != inputEnd.LastSequence
            || durable.JournalId != inputEnd.Header.JournalId
            || durable.JournalId != outputEnd.Header.JournalId)
        {
            return null;
        }

        RecoveryReport report = new()
        {
            IsNew = false,
            LastInputSequence = inputEnd.LastSequence,
            InputTail = null,
            OutputTail = null,
            LastOutputSequence = outputEnd.LastSequence,
            LastOutputIndex = outputEnd.LastIndex,
            OutputsDropped = 0,
            DurableSequence = durable.InputSequence,
            DamageCut = [],
            WasClosedCleanly = true,
        };
        return new JournalStart(report, inputEnd with { IsWhole = true }, outputEnd with { IsWhole = true });
    }
}
