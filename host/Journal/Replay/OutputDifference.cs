using Strategies.Journal.Describe;
using Strategies.Records;

namespace Strategies.Journal.Replay;

/// <summary>The first output in which a replay and the journal differ.</summary>
/// <param name="Kind">How.</param>
/// <param name="Cause">Number of the input that caused the output.</param>
/// <param name="Index">Its index among that input's outputs.</param>
/// <param name="Type">Its type, in the journal where the journal has it.</param>
/// <param name="Field">
/// The first field that differs, as <c>Price</c>, <c>Order.Price</c> or <c>Header.ReceiveTimeNs</c>; empty otherwise.
/// </param>
/// <param name="Recorded">
/// Its value in the journal; the whole output where only one side has it; empty where the journal has none.
/// </param>
/// <param name="Replayed">Its value in the replay; likewise.</param>
/// <param name="File">The output segment; empty where the journal has no such output.</param>
/// <param name="Offset">Byte offset of the output in it.</param>
public sealed record OutputDifference(
    OutputDifferenceKind Kind,
    ulong Cause,
    uint Index,
    RecordType Type,
    string Field,
    string Recorded,
    string Replayed,
    string File,
    long Offset)
{
    /// <summary>The slot that the output is about; 0 for none.</summary>
    public int Slot { get; init; }

    /// <summary>The difference in a sentence.</summary>
    public override string ToString()
    {
        string slot = Slot > 0 ? $" of slot {Slot}" : "";
        string output = $"output {Index} of input {Cause} ({RecordNames.Of(Type)}{slot})";
        return Kind switch
        {
            OutputDifferenceKind.Content =>
                $"{output} differs in {Field}: recorded {Recorded}, replayed {Replayed} ({File}, byte {Offset})",
            OutputDifferenceKind.MissingInJournal =>
                $"{output} is made by the replay, the journal does not have it: {Replayed}",
            _ => $"{output} is in the journal, the replay does not make it: {Recorded} ({File}, byte {Offset})",
        };
    }
}
