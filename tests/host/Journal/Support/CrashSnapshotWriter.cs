using System.Globalization;
using Strategies.Journal.Snapshots;
using Strategies.Records;

namespace Strategies.Journal.Tests.Support;

/// <summary>
/// A process that writes snapshots of a journal, one input after the other and round again, until it is killed. On
/// standard output it says which are written.
/// </summary>
internal static class CrashSnapshotWriter
{
    internal const string Command = "crash-snapshot-writer";

    internal const int StateBytes = 2_000_000;

    internal static int Run(string folder)
    {
        SnapshotStore store = new(new JournalLayout(folder));
        while (true)
        {
            using JournalReader reader = JournalReader.OpenInputs(folder);
            while (reader.MoveNext())
            {
                SnapshotInfo info = new()
                {
                    Cell = reader.Header.Cell,
                    Epoch = reader.Header.Epoch,
                    Sequence = reader.Header.Sequence,
                    EngineTimeNs = reader.Header.ReceiveTimeNs,
                    JournalId = reader.Segment!.Value.JournalId,
                    RecordCrc32C = reader.Header.Crc32C,
                    StateDigest = 0,
                    Sources = [new SourcePosition(SourceKind.Feed, 3, reader.Header.SourceSequence)],
                    Environment = reader.ReadEnvironment()!,
                };
                store.Write(info, SnapshotJournal.State(StateBytes, (int)reader.Header.Sequence));
                Console.Out.WriteLine(reader.Header.Sequence.ToString(CultureInfo.InvariantCulture));
                Console.Out.Flush();
            }
        }
    }
}
