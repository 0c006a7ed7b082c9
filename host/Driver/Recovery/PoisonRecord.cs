using System.Runtime.CompilerServices;
using Strategies.Journal;
using Strategies.Records;

namespace Strategies.Driver.Recovery;

/// <summary>
/// Writes that a slot's strategy ended the process, behind the input at which it did and before that input is run again.
/// </summary>
internal static class PoisonRecord
{
    /// <summary>Slots that one input can poison one after another, each taking the process with it.</summary>
    private const ulong ChainMax = 64;

    /// <summary>Appends the record for the journal's last input that is no such record itself.</summary>
    /// <param name="folder">The journal's folder.</param>
    /// <param name="writer">Its open writer.</param>
    /// <param name="slot">The slot, from 1.</param>
    /// <param name="reason">How the process ended.</param>
    internal static void Append(string folder, JournalWriter writer, int slot, string reason)
    {
        ulong cause = 0;
        long timeNs = 0;
        ulong from = writer.LastSequence > ChainMax ? writer.LastSequence - ChainMax : 1;
        // Following, since the journal is open for writing, by this very process.
        using (JournalReader inputs = JournalReader.OpenInputs(folder, from, JournalReadMode.Follow))
        {
            while (inputs.MoveNext())
            {
                timeNs = inputs.Header.ReceiveTimeNs;
                cause = inputs.Header.Type == RecordType.SlotPoisoned ? cause : inputs.Header.Sequence;
            }
        }

        SlotPoisonedPayload poisoned = new() { Slot = slot, CauseSequence = cause, Reason = Text200.From(reason) };
        RecordHeader header = new()
        {
            Type = RecordType.SlotPoisoned,
            SourceKind = SourceKind.Driver,
            ReceiveTimeNs = timeNs,
        };
        byte[] buffer = new byte[RecordHeader.Size + Unsafe.SizeOf<SlotPoisonedPayload>()];
        writer.AppendInput(RecordWriter.Write(buffer, header, in poisoned));
    }
}
