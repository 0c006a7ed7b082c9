using System.Globalization;
using Strategies.Engine;
using Strategies.Engine.Snapshots;
using Strategies.Journal.Describe;
using Strategies.Records;

namespace Strategies.Driver.Replay;

/// <summary>Says in what two engines differ that should have gone the same way, and whose it is.</summary>
internal static class StateWords
{
    private const int BytesShown = 8;

    /// <summary>Of two engines whose last outputs are not equal.</summary>
    internal static StateDifference OfOutputs(TradingEngine run, TradingEngine restored, ulong savedAt)
    {
        OutputBuffer own = run.Outputs;
        OutputBuffer others = restored.Outputs;
        int offset = 0;
        int number = 0;
        while (offset < own.Length && offset < others.Length && own.At(offset).SequenceEqual(others.At(offset)))
        {
            offset = own.NextOffset(offset);
            number++;
        }

        Span<byte> left = offset < own.Length ? own.At(offset) : default;
        Span<byte> right = offset < others.Length ? others.At(offset) : default;
        return Make(
            run,
            RecordSlot.Of(left.IsEmpty ? right : left),
            savedAt,
            $"output {number} is another one (run: {Describe(left)}; restored: {Describe(right)})");
    }

    /// <summary>Of two engines whose snapshots are not equal.</summary>
    internal static StateDifference OfStates(TradingEngine engine, TradingEngine other, ulong savedAt)
    {
        if (SnapshotComparer.Find(engine, other) is not { } found)
        {
            return Make(engine, 0, savedAt, $"a strategy's Save does not write the same state twice");
        }

        string bytes = found.One.Length == found.Other.Length ? $"{found.One.Length}" : $"{found.One.Length} and {found.Other.Length}";
        string run = Bytes(found, found.One);
        string restored = Bytes(found, found.Other);
        return Make(
            engine,
            found.Slot,
            savedAt,
            $"{found.Part} differs from byte {found.Offset} of {bytes} on (run: {run}; restored: {restored})");
    }

    private static StateDifference Make(TradingEngine run, int slot, ulong savedAt, FormattableString text) => new(
        slot == 0 ? "" : run.NameOf(slot),
        slot == 0 ? default : run.PackageOf(slot),
        savedAt,
        run.LastSequence,
        text.ToString(CultureInfo.InvariantCulture))
    {
        SlotNumber = slot,
    };

    private static string Describe(ReadOnlySpan<byte> output) => output.IsEmpty ? "none" : RecordDescriber.Describe(output);

    private static string Bytes(SnapshotDifference found, byte[] part)
    {
        ReadOnlySpan<byte> shown = part.AsSpan(found.Offset, Math.Min(BytesShown, part.Length - found.Offset));
        return shown.IsEmpty ? "nothing" : Convert.ToHexStringLower(shown);
    }
}
