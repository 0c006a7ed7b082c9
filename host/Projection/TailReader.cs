using Strategies.Journal;
using Strategies.Journal.Describe;

namespace Strategies.Projection;

/// <summary>The last records of a journal that is being written, in words.</summary>
public static class TailReader
{
    /// <summary>Outputs are not numbered through: so many inputs are looked back at first, then ever more.</summary>
    private const ulong FirstLook = 2_000;

    private const ulong WiderBy = 16;

    /// <exception cref="JournalException">There is no journal, or it is damaged there.</exception>
    public static IReadOnlyList<string> Read(string folder, ulong lastSequence, int count, bool areOutputs)
    {
        ulong back = areOutputs ? FirstLook : (ulong)count;
        while (true)
        {
            ulong from = lastSequence > back ? lastSequence - back + 1 : 1;
            Queue<byte[]> last = Read(folder, from, lastSequence, count, areOutputs);
            if (last.Count == count || from == 1)
            {
                return [.. last.Select(record => RecordDescriber.Describe(record))];
            }

            back *= WiderBy;
        }
    }

    private static Queue<byte[]> Read(string folder, ulong from, ulong to, int count, bool areOutputs)
    {
        using JournalReader reader = areOutputs
            ? JournalReader.OpenOutputs(folder, from, JournalReadMode.Follow)
            : JournalReader.OpenInputs(folder, from, JournalReadMode.Follow);
        Queue<byte[]> last = new(count);
        while (reader.MoveNext() && reader.Header.Sequence <= to)
        {
            if (last.Count == count)
            {
                last.Dequeue();
            }

            last.Enqueue(reader.Record.ToArray());
        }

        return last;
    }
}
