using Strategies.Cli.Output;
using Strategies.Engine.Records;
using Strategies.Journal;
using Strategies.Journal.Describe;
using Strategies.Risk.Files;

namespace Strategies.Cli.Commands;

/// <summary>Reads who changed what, when and why out of a journal: only what the engine obeyed.</summary>
internal static class ChangeHistory
{
    /// <exception cref="JournalException">The journal is damaged, or none is there.</exception>
    internal static List<ChangeLine> OfLimits(string folder)
    {
        DayNames names = DayNames.Read(folder);
        List<ChangeLine> lines = [];
        using JournalReader outputs = JournalReader.OpenOutputs(folder);
        while (outputs.MoveNext())
        {
            if (outputs.Header.Type == RecordType.LimitChanged)
            {
                LimitChangedPayload change = RecordWriter.Payload<LimitChangedPayload>(outputs.Record);
                lines.Add(new ChangeLine(
                    outputs.Header.Sequence,
                    outputs.Header.ReceiveTimeNs,
                    Words.Time(outputs.Header.ReceiveTimeNs),
                    change.Who.ToString(),
                    names.Scope(change.Scope, change.ScopeId, change.Instrument),
                    LimitText.NameOf(change.Control),
                    change.HadOld == 0 ? null : LimitText.Format(change.Control, change.OldValue),
                    LimitText.Format(change.Control, change.NewValue),
                    change.Reason.ToString()));
            }
        }

        return lines;
    }

    /// <exception cref="JournalException">The journal is damaged, or none is there.</exception>
    internal static List<ChangeLine> OfParameters(string folder)
    {
        DayNames names = DayNames.Read(folder);
        List<ChangeLine> lines = [];
        using JournalReader outputs = JournalReader.OpenOutputs(folder);
        while (outputs.MoveNext())
        {
            if (outputs.Header.Type == RecordType.ParameterChanged)
            {
                ParameterChangedPayload change = RecordWriter.Payload<ParameterChangedPayload>(outputs.Record);
                lines.Add(new ChangeLine(
                    outputs.Header.Sequence,
                    outputs.Header.ReceiveTimeNs,
                    Words.Time(outputs.Header.ReceiveTimeNs),
                    change.Who.ToString(),
                    names.Slot(change.Slot),
                    change.Name.ToString(),
                    change.HadOld == 0 ? null : ValueText.OfParameter(change.Type, change.OldBits),
                    ValueText.OfParameter(change.Type, change.NewBits),
                    change.Reason.ToString()));
            }
        }

        return lines;
    }
}
