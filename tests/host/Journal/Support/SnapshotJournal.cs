using Strategies.Journal.Snapshots;
using Strategies.Records;

namespace Strategies.Journal.Tests.Support;

/// <summary>A journal with inputs, and snapshots of states whose bytes follow from a seed.</summary>
internal sealed class SnapshotJournal : IDisposable
{
    internal SnapshotJournal(int inputs = 200, bool isOnDisk = false)
    {
        Journal = new TestJournal(isOnDisk);
        Journal.Write(inputs);
    }

    internal TestJournal Journal { get; }

    internal SnapshotStore Store => new(Journal.Layout);

    /// <summary>What a snapshot of an input must say.</summary>
    internal SnapshotInfo InfoOf(ulong sequence) => InfoOf(Journal.Folder, sequence);

    /// <summary>What a snapshot of an input of a folder must say.</summary>
    internal static SnapshotInfo InfoOf(string folder, ulong sequence)
    {
        using JournalReader reader = JournalReader.OpenInputs(folder, sequence, JournalReadMode.Follow);
        Assert.True(reader.MoveNext());
        return new SnapshotInfo
        {
            Cell = reader.Header.Cell,
            Epoch = reader.Header.Epoch,
            Sequence = sequence,
            EngineTimeNs = reader.Header.ReceiveTimeNs,
            JournalId = reader.Segment!.Value.JournalId,
            RecordCrc32C = reader.Header.Crc32C,
            StateDigest = sequence * 31,
            Sources =
            [
                new SourcePosition(SourceKind.Feed, 3, sequence),
                new SourcePosition(SourceKind.Venue, 65535, ulong.MaxValue),
            ],
            Environment = EnvironmentInfo.Capture("engine", [Hash256.Of("package"u8)], []),
        };
    }

    /// <summary>Bytes that follow from a seed.</summary>
    internal static byte[] State(int bytes, int seed)
    {
        byte[] state = new byte[bytes];
        new Random(seed).NextBytes(state);
        return state;
    }

    internal SnapshotEntry Write(ulong sequence, int bytes = 10_000) =>
        Store.Write(InfoOf(sequence), State(bytes, (int)sequence));

    internal string FileOf(SnapshotEntry entry) => Path.Combine(Journal.Layout.SnapshotFolder, entry.Name);

    public void Dispose() => Journal.Dispose();
}
