using System.Runtime.CompilerServices;
using Strategies.Records;

namespace Strategies.Journal.Describe;

/// <summary>Reads what strategies have logged out of a journal, one that is being written too. One thread.</summary>
public sealed class StrategyLog : IDisposable
{
    private readonly DayNames _names;
    private readonly JournalReader _outputs;
    private readonly int _slot;

    private StrategyLog(DayNames names, JournalReader outputs, int slot)
    {
        _names = names;
        _outputs = outputs;
        _slot = slot;
    }

    /// <summary>Opens it at the day's first line.</summary>
    /// <param name="folder">The journal's folder.</param>
    /// <param name="mode">Whether somebody may be writing: then more may come behind the last line.</param>
    /// <param name="slot">Only this slot's lines; null for all.</param>
    /// <exception cref="JournalException">The journal is damaged, or none is there, or its day has no such slot.</exception>
    public static StrategyLog Open(string folder, JournalReadMode mode, string? slot = null)
    {
        DayNames names = DayNames.Read(folder, mode);
        int number = slot is null ? 0 : names.Slots.FirstOrDefault(one => one.Value == slot).Key;
        return slot is not null && number == 0
            ? throw new JournalException(
                JournalFault.InvalidOption, $"the day has no slot '{slot}'", $"it has {string.Join(", ", names.Slots.Values)}", folder)
            : new StrategyLog(names, JournalReader.OpenOutputs(folder, mode), number);
    }

    /// <summary>The next line; null when there is none, or none yet.</summary>
    /// <exception cref="JournalException">The journal is damaged.</exception>
    public LogLine? Next()
    {
        while (_outputs.MoveNext())
        {
            ref readonly RecordHeader header = ref _outputs.Header;
            if (header.Type != RecordType.Log || _outputs.Record.Length != RecordHeader.Size + Unsafe.SizeOf<LogPayload>())
            {
                continue;
            }

            ref readonly LogPayload log = ref RecordWriter.Payload<LogPayload>(_outputs.Record);
            if (_slot == 0 || log.Slot == _slot)
            {
                return new LogLine(
                    header.Sequence,
                    FieldText.IsoTime(header.ReceiveTimeNs),
                    header.ReceiveTimeNs,
                    _names.Slot(log.Slot),
                    log.Level.ToString(),
                    FieldText.OneLine(LogText.Fill(in log)));
            }
        }

        return null;
    }

    public void Dispose() => _outputs.Dispose();
}
