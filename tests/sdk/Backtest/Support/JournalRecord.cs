using Strategies.Journal;
using Strategies.Records;

namespace Strategies.Backtest.Tests.Support;

/// <summary>A record of a journal, kept.</summary>
internal sealed class JournalRecord(byte[] bytes)
{
    internal byte[] Bytes { get; } = bytes;

    internal ref readonly RecordHeader Header => ref RecordWriter.Header(Bytes);

    internal RecordType Type => Header.Type;

    internal long TimeNs => Header.ReceiveTimeNs;

    internal ulong Sequence => Header.Sequence;

    internal ref readonly T Payload<T>()
        where T : unmanaged => ref RecordWriter.Payload<T>(Bytes);

    internal static List<JournalRecord> Inputs(string folder) => Read(JournalReader.OpenInputs(folder));

    internal static List<JournalRecord> Outputs(string folder) => Read(JournalReader.OpenOutputs(folder));

    /// <summary>Counts without keeping: a day of many hours has a record for each millisecond.</summary>
    internal static int CountInputs(string folder, RecordType type)
    {
        using JournalReader reader = JournalReader.OpenInputs(folder);
        int count = 0;
        while (reader.MoveNext())
        {
            count += reader.Header.Type == type ? 1 : 0;
        }

        return count;
    }

    private static List<JournalRecord> Read(JournalReader reader)
    {
        using (reader)
        {
            List<JournalRecord> records = [];
            while (reader.MoveNext())
            {
                records.Add(new JournalRecord(reader.Record.ToArray()));
            }

            return records;
        }
    }
}
