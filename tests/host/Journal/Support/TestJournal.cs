using Strategies.Journal.Segments;

namespace Strategies.Journal.Tests.Support;

/// <summary>A journal in a folder of its own, removed at the end.</summary>
internal sealed class TestJournal : IDisposable
{
    private const string MemoryFileSystem = "/dev/shm";

    private static readonly EnvironmentInfo HereAndNow = EnvironmentInfo.Capture("engine", [], []);

    /// <param name="isOnDisk">False takes a file system in memory where there is one: fast.</param>
    internal TestJournal(bool isOnDisk = false)
    {
        string root = !isOnDisk && Directory.Exists(MemoryFileSystem) ? MemoryFileSystem : Path.GetTempPath();
        Folder = Path.Combine(root, "strategies-journal-" + Guid.NewGuid().ToString("N"));
        Directory.CreateDirectory(Folder);
    }

    internal string Folder { get; }

    internal JournalLayout Layout => new(Folder);

    internal static JournalOptions Options(long segmentBytes = 8192) => new()
    {
        Cell = 7,
        Epoch = 1,
        Environment = HereAndNow,
        SegmentBytes = segmentBytes,
    };

    internal JournalWriter Open(long segmentBytes = 8192) => JournalWriter.Open(Folder, Options(segmentBytes));

    /// <summary>Writes inputs of growing length and closes, cleanly or as a killed process leaves it.</summary>
    internal List<byte[]> Write(int count, bool isKilled = false, long segmentBytes = 8192) =>
        Write(Enumerable.Range(0, count).Select(index => index % 150), isKilled, segmentBytes);

    internal List<byte[]> Write(IEnumerable<int> payloadLengths, bool isKilled = false, long segmentBytes = 8192)
    {
        List<byte[]> written = [];
        Session(isKilled, segmentBytes, writer =>
        {
            foreach (int payloadLength in payloadLengths)
            {
                byte[] record = TestRecords.Input(writer.LastSequence + 1, payloadLength);
                writer.AppendInput(record);
                written.Add(record);
            }
        });
        return written;
    }

    /// <summary>
    /// Runs a writer. A kill is played by copying the folder while the writer has it open and giving the copy its
    /// place: no end mark, spares left behind.
    /// </summary>
    internal void Session(bool isKilled, long segmentBytes, Action<JournalWriter> work)
    {
        string copy = Folder + ".killed";
        using (JournalWriter writer = Open(segmentBytes))
        {
            work(writer);
            if (isKilled)
            {
                CopyTo(copy);
            }
        }

        if (isKilled)
        {
            Directory.Delete(Folder, recursive: true);
            Directory.Move(copy, Folder);
        }
    }

    internal void CopyTo(string target)
    {
        foreach (string file in Directory.GetFiles(Folder, "*.seg", SearchOption.AllDirectories))
        {
            string copy = Path.Combine(target, Path.GetRelativePath(Folder, file));
            Directory.CreateDirectory(Path.GetDirectoryName(copy)!);
            File.Copy(file, copy);
        }
    }

    internal List<byte[]> ReadInputs() => Read(JournalReader.OpenInputs(Folder));

    internal List<byte[]> ReadOutputs() => Read(JournalReader.OpenOutputs(Folder));

    /// <summary>Reads until the end or an error, which is then given too.</summary>
    internal (List<byte[]> Records, JournalException? Failure, TornTail? Tail) TryReadInputs()
    {
        List<byte[]> records = [];
        try
        {
            using JournalReader reader = JournalReader.OpenInputs(Folder);
            while (reader.MoveNext())
            {
                records.Add(reader.Record.ToArray());
            }

            return (records, null, reader.TornTail);
        }
        catch (JournalException exception)
        {
            return (records, exception, null);
        }
    }

    /// <summary>The error that reading the inputs must give.</summary>
    internal JournalException ReadFailure()
    {
        JournalException? failure = TryReadInputs().Failure;
        Assert.NotNull(failure);
        Assert.NotEmpty(failure.Hint);
        Assert.Contains(failure.What, failure.Message);
        return failure;
    }

    internal string InputFile(long number) => Layout.SegmentFile(SegmentKind.Input, number);

    internal string OutputFile(long number) => Layout.SegmentFile(SegmentKind.Output, number);

    /// <summary>Where each input lies.</summary>
    internal List<(string File, long Offset, int Length)> Places()
    {
        List<(string File, long Offset, int Length)> places = [];
        using JournalReader reader = JournalReader.OpenInputs(Folder);
        while (reader.MoveNext())
        {
            places.Add((reader.File, reader.Offset, reader.Record.Length));
        }

        return places;
    }

    internal static void Edit(string file, Action<byte[]> change)
    {
        byte[] bytes = File.ReadAllBytes(file);
        change(bytes);
        File.WriteAllBytes(file, bytes);
    }

    internal static void Truncate(string file, long length)
    {
        using FileStream stream = new(file, FileMode.Open, FileAccess.Write);
        stream.SetLength(length);
    }

    internal static void AssertSame(IReadOnlyList<byte[]> expected, IReadOnlyList<byte[]> actual)
    {
        Assert.Equal(expected.Count, actual.Count);
        for (int index = 0; index < expected.Count; index++)
        {
            Assert.True(expected[index].AsSpan().SequenceEqual(actual[index]), $"record {index} differs");
        }
    }

    public void Dispose() => Directory.Delete(Folder, recursive: true);

    private static List<byte[]> Read(JournalReader reader)
    {
        using (reader)
        {
            List<byte[]> records = [];
            while (reader.MoveNext())
            {
                records.Add(reader.Record.ToArray());
            }

            return records;
        }
    }
}
