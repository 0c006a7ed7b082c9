using System.Diagnostics;
using Strategies.Cell.Config;
using Strategies.Cell.Processes;
using Strategies.Cell.Regions;
using Strategies.Journal;
using Strategies.Journal.Archiving;
using Strategies.Plans;
using Strategies.Records;

namespace Strategies.Archiver.Tests;

/// <summary>A cell in which the test is the core: it prepares the journal in memory and writes it.</summary>
internal sealed class ArchiverCell : IDisposable
{
    private const int Cell = 3077;
    private const int SegmentBytes = 64 << 10;

    private readonly string _root = Path.Combine("/dev/shm", $"strategies-archiver-{Guid.NewGuid():N}");
    private readonly JournalOptions _options = new()
    {
        Cell = Cell,
        Epoch = 1,
        Environment = EnvironmentInfo.Capture("engine", [], []),
        SegmentBytes = SegmentBytes,
    };

    private CellCounters<ArchiverCounter>? _counters;

    internal ArchiverCell()
    {
        Directory.CreateDirectory(Path.Combine(_root, "memory"));
        File.WriteAllBytes(Path.Combine(_root, "plan.json"), PlanFile.Write(new SessionPlan
        {
            Version = 1,
            Cell = Cell,
            Feed = new FeedPlan { File = "none.zip" },
            Limits = "none.json",
            Slots = [new SlotPlan { Name = "none", Strategy = "none.dll" }],
        }));
        string file = Path.Combine(_root, "cell.json");
        File.WriteAllBytes(file, CellConfigFile.Write(new CellConfig
        {
            Version = 1,
            Plan = "plan.json",
            Folder = "cell",
            Memory = Path.Combine(_root, "memory"),
            Archiver = new ArchiverSettings { KeepSegments = 1 },
        }));
        Setup = CellConfigFile.Load(file);
        Setup.Paths.CreateFolders();
        Regions = new CellRegions(Setup);
    }

    internal CellSetup Setup { get; }

    internal CellRegions Regions { get; }

    internal CellPaths Paths => Setup.Paths;

    /// <summary>All inputs that were appended.</summary>
    internal List<byte[]> Inputs { get; } = [];

    internal ArchiverChild Start() => new(Setup.File);

    internal MemoryReport Prepare() => JournalMemory.Prepare(Paths.Journal, Paths.Archive, _options);

    internal JournalWriter OpenWriter() => JournalWriter.Open(Paths.Journal, _options);

    internal void Append(JournalWriter writer, int count)
    {
        for (int appended = 0; appended < count; appended++)
        {
            byte[] record = new byte[RecordHeader.Size + 200 + (appended % 100)];
            RecordHeader header = new()
            {
                Type = RecordType.MarketData,
                SourceKind = SourceKind.Feed,
                SourceId = 1,
                SourceSequence = writer.LastSequence + 1,
                ReceiveTimeNs = 1 + (long)writer.LastSequence,
            };
            byte[] payload = new byte[record.Length - RecordHeader.Size];
            payload.AsSpan().Fill((byte)writer.LastSequence);
            RecordWriter.Write(record, header, (ReadOnlySpan<byte>)payload);
            writer.AppendInput(record);
            Inputs.Add(record);
        }
    }

    internal long Read(ArchiverCounter counter) => Counters?[counter] ?? 0;

    internal void WaitFor(ArchiverCounter counter, long value) =>
        Wait($"{counter} {value}", () => Read(counter) == value);

    internal void Wait(string what, Func<bool> condition) => Patience.Until(what, condition, Said);

    /// <summary>Lines of the archiver's log that have a text.</summary>
    internal int CountLog(string text) => LogLines().Count(line => line.Contains(text, StringComparison.Ordinal));

    /// <summary>A folder must have exactly what was appended; whether it was closed cleanly.</summary>
    internal bool AssertAll(string folder)
    {
        using JournalReader reader = JournalReader.OpenInputs(folder);
        int count = 0;
        for (; reader.MoveNext(); count++)
        {
            Assert.True(Inputs[count].AsSpan().SequenceEqual(reader.Record), $"record {count} differs");
        }

        Assert.Equal(Inputs.Count, count);
        return reader.IsClosedCleanly;
    }

    public void Dispose()
    {
        _counters?.Dispose();
        Directory.Delete(_root, recursive: true);
    }

    private CellCounters<ArchiverCounter>? Counters
    {
        get
        {
            if (_counters is null && File.Exists(Regions.CountersOf(ProcessRole.Archiver).File))
            {
                _counters = CellCounters<ArchiverCounter>.Open(Regions.CountersOf(ProcessRole.Archiver));
            }

            return _counters;
        }
    }

    private string Said() =>
        string.Join('\n', Enum.GetValues<ArchiverCounter>().Select(counter => $"{counter} {Read(counter)}"))
        + "\n" + string.Join('\n', LogLines());

    private string[] LogLines()
    {
        string log = Paths.LogOf(ProcessRole.Archiver);
        return File.Exists(log) ? File.ReadAllLines(log) : [];
    }
}
