using Strategies.Backtest.Tests.Support;
using Strategies.Cell.Config;
using Strategies.Cell.Processes;
using Strategies.Driver;
using Strategies.Driver.Tests.Support;
using Strategies.Journal;
using Strategies.Journal.Store;
using Strategies.Plugins.Packages;
using Strategies.Records;

namespace Strategies.Follower.Tests.Support;

/// <summary>
/// A cell without processes: its folders, and a core's journal in memory that a test drives over a recorded day as far
/// as it wants.
/// </summary>
internal sealed class FollowedCell : IDisposable
{
    private const long SegmentBytes = 256 << 10;

    private readonly RecordedDay _day;
    private readonly TempFolder _folder = new();
    private readonly string _memory =
        Path.Combine("/dev/shm", "strategies-follower-" + Guid.NewGuid().ToString("N"));
    private JournalWriter? _journal;
    private EngineDriver? _driver;
    private int _driven;

    internal FollowedCell(RecordedDay day, FollowerSettings? settings = null)
    {
        _day = day;
        Directory.CreateDirectory(_memory);
        ref readonly StartOfDayPayload start = ref day.Inputs[0].Payload<StartOfDayPayload>();
        string store = new JournalLayout(day.Folder).StoreFolder;
        File.Copy(new ContentStore(store).PathOf(start.ConfigurationHash), _folder.File("plan.json"));
        CellConfig config = new()
        {
            Version = 1,
            Plan = "plan.json",
            Folder = "cell",
            Memory = _memory,
            Follower = settings ?? new FollowerSettings { SnapshotEveryInputs = 0 },
        };
        Setup = CellConfigFile.Load(_folder.Write("cell.json", CellConfigFile.Write(config)));
        Setup.Paths.CreateFolders();
        RecordedDay.CopyFolder(store, Setup.Paths.Store);
    }

    internal CellSetup Setup { get; }

    internal string Journal => Setup.Paths.Journal;

    /// <summary>Number of the last input in the journal.</summary>
    internal ulong LastSequence => _driver?.LastSequence ?? 0;

    /// <summary>Inputs of the day.</summary>
    internal int DayInputs => _day.Inputs.Count;

    internal string Log => Setup.Paths.LogOf(ProcessRole.Follower);

    internal string FileOf(string name) => _folder.File(name);

    /// <summary>Opens the journal as a core does, with links to what lies on disk.</summary>
    internal void BeginJournal()
    {
        Directory.CreateDirectory(Journal);
        Directory.CreateSymbolicLink(Path.Combine(Journal, "store"), Setup.Paths.Store);
        Directory.CreateSymbolicLink(Path.Combine(Journal, "snapshot"), Setup.Paths.Snapshots);
        _journal = JournalWriter.Open(Journal, new JournalOptions
        {
            Cell = 1,
            Epoch = 1,
            Environment = EnvironmentInfo.Capture("engine", [], []),
            SegmentBytes = SegmentBytes,
        });
        SpyPort port = new();
        port.Driver = _driver = new EngineDriver(_day.NewEngine(), _journal, port);
    }

    /// <summary>Drives the core over the next inputs of the day.</summary>
    internal void Drive(int count)
    {
        foreach (JournalRecord input in _day.Inputs.Skip(_driven).Take(count))
        {
            _driver!.Take((byte[])input.Bytes.Clone());
            _driven++;
        }
    }

    /// <summary>The core takes a command that is not of the day.</summary>
    internal void Take<T>(RecordType type, T payload)
        where T : unmanaged
    {
        byte[] record = new byte[RecordHeader.Size + System.Runtime.CompilerServices.Unsafe.SizeOf<T>()];
        RecordHeader header = new()
        {
            Type = type,
            SourceKind = SourceKind.Operator,
            ReceiveTimeNs = _driver!.Engine.TimeNs,
        };
        RecordWriter.Write(record, header, in payload);
        _driver.Take(record);
    }

    /// <summary>The core ends.</summary>
    internal void EndJournal()
    {
        _journal?.Dispose();
        _journal = null;
    }

    /// <summary>Puts a package into the store.</summary>
    internal Hash256 Store(string assembly)
    {
        string package = _folder.File("package-" + Guid.NewGuid().ToString("N"));
        new PackageStager(FolderHash.Compute).Stage(assembly, package);
        return new ContentStore(Setup.Paths.Store).AddFolder(package);
    }

    /// <summary>Compiles a strategy <c>Demo.Candidate</c> and puts it into the store.</summary>
    internal Hash256 Compile(string name, string source) =>
        Store(PluginTestCompiler.Compile(_folder.File(name), "Demo", source));

    public void Dispose()
    {
        EndJournal();
        Directory.Delete(_memory, recursive: true);
        _folder.Dispose();
    }
}
