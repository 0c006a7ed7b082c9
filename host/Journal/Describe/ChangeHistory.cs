using System.Globalization;
using System.Runtime.CompilerServices;
using Strategies.Records;
using Strategies.Risk.Files;

namespace Strategies.Journal.Describe;

/// <summary>Reads who changed what, when and why out of a journal: only what the engine obeyed.</summary>
public static class ChangeHistory
{
    /// <summary>Changes of limits, the oldest first.</summary>
    /// <param name="folder">The journal's folder.</param>
    /// <param name="mode">Whether somebody may be writing: then the changes up to now.</param>
    /// <exception cref="JournalException">The journal is damaged, or none is there.</exception>
    public static IReadOnlyList<ChangeLine> OfLimits(string folder, JournalReadMode mode = JournalReadMode.AtRest) =>
        Read(folder, mode, RecordType.LimitChanged);

    /// <summary>Changes of parameters, those at the start of the day included, the oldest first.</summary>
    /// <inheritdoc cref="OfLimits"/>
    public static IReadOnlyList<ChangeLine> OfParameters(string folder, JournalReadMode mode = JournalReadMode.AtRest) =>
        Read(folder, mode, RecordType.ParameterChanged);

    /// <summary>The change that an output tells of; null for every other output.</summary>
    /// <param name="names">The day's names.</param>
    /// <param name="record">The output, whole.</param>
    public static ChangeLine? Of(DayNames names, ReadOnlySpan<byte> record)
    {
        ref readonly RecordHeader header = ref RecordWriter.Header(record);
        int bytes = record.Length - RecordHeader.Size;
        return header.Type switch
        {
            RecordType.LimitChanged when bytes == Unsafe.SizeOf<LimitChangedPayload>() =>
                Of(names, in header, in RecordWriter.Payload<LimitChangedPayload>(record)),
            RecordType.ParameterChanged when bytes == Unsafe.SizeOf<ParameterChangedPayload>() =>
                Of(names, in header, in RecordWriter.Payload<ParameterChangedPayload>(record)),
            _ => null,
        };
    }

    private static List<ChangeLine> Read(string folder, JournalReadMode mode, RecordType type)
    {
        DayNames names = DayNames.Read(folder, mode);
        List<ChangeLine> lines = [];
        using JournalReader outputs = JournalReader.OpenOutputs(folder, mode);
        while (outputs.MoveNext())
        {
            if (outputs.Header.Type == type && Of(names, outputs.Record) is { } line)
            {
                lines.Add(line);
            }
        }

        return lines;
    }

    private static ChangeLine Of(DayNames names, in RecordHeader header, in LimitChangedPayload change) => new(
        header.Sequence,
        header.ReceiveTimeNs,
        Time(header.ReceiveTimeNs),
        change.Who.ToString(),
        names.Scope(change.Scope, change.ScopeId, change.Instrument),
        LimitText.NameOf(change.Control),
        change.HadOld == 0 ? null : LimitText.Format(change.Control, change.OldValue),
        LimitText.Format(change.Control, change.NewValue),
        change.Reason.ToString());

    private static ChangeLine Of(DayNames names, in RecordHeader header, in ParameterChangedPayload change) => new(
        header.Sequence,
        header.ReceiveTimeNs,
        Time(header.ReceiveTimeNs),
        change.Who.ToString(),
        names.Slot(change.Slot),
        change.Name.ToString(),
        change.HadOld == 0 ? null : ValueText.OfParameter(change.Type, change.OldBits),
        ValueText.OfParameter(change.Type, change.NewBits),
        change.Reason.ToString());

    private static string Time(long ns) => DateTime.UnixEpoch.AddTicks(ns / 100)
        .ToString("yyyy-MM-dd HH:mm:ss.fffffff'Z'", CultureInfo.InvariantCulture);
}
