using Strategies.Journal;
using Strategies.Journal.Describe;

namespace Strategies.Edge.Projection;

/// <summary>The last records of a journal that is being written, in words.</summary>
internal static class TailReader
{
    /// <summary>Outputs are not numbered through: so many inputs back are looked at for each that is asked for.</summary>
    private const ulong InputsPerOutput = 2_000;

    /// <exception cref="JournalException">There is no journal, or it is damaged there.</exception>
    internal static IReadOnlyList<string> Read(string folder, ulong lastSequence, int count, bool areOutputs)
    {
        ulong back = (ulong)count * (areOutputs ? InputsPerOutput : 1);
        ulong from = lastSequence > back ? lastSequence - back + 1 : 1;
        using JournalReader reader = areOutputs
            ? JournalReader.OpenOutputs(folder, from, JournalReadMode.Follow)
            : JournalReader.OpenInputs(folder, from, JournalReadMode.Follow);
        Queue<byte[]> last = new(count);
        while (reader.MoveNext() && reader.Header.Sequence <= lastSequence)
        {
            if (last.Count == count)
            {
                last.Dequeue();
            }

            last.Enqueue(reader.Record.ToArray());
        }

        return [.. last.Select(record => RecordDescriber.Describe(record))];
    }
}
