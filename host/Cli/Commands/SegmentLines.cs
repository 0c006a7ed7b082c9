using Strategies.Journal;
using Strategies.Records;

namespace Strategies.Cli.Commands;

/// <summary>Reads a journal once and sums its segments up.</summary>
internal static class SegmentLines
{
    internal static List<SegmentLine> Of(string folder, bool areOutputs)
    {
        List<SegmentLine> lines = [];
        using JournalReader reader = areOutputs ? JournalReader.OpenOutputs(folder) : JournalReader.OpenInputs(folder);
        string file = "";
        long records = 0;
        RecordHeader first = default;
        RecordHeader last = default;
        while (reader.MoveNext())
        {
            if (file != reader.File)
            {
                Close();
                file = reader.File;
                first = reader.Header;
                records = 0;
            }

            last = reader.Header;
            records++;
        }

        Close();
        return lines;

        void Close()
        {
            if (records > 0)
            {
                lines.Add(new SegmentLine(
                    Path.GetRelativePath(folder, file), records, first.Sequence, last.Sequence, first.ReceiveTimeNs, last.ReceiveTimeNs));
            }
        }
    }
}
