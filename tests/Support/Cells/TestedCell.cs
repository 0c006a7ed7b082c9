using System.Diagnostics;
using Strategies.Cell.Config;
using Strategies.Cell.Processes;
using Strategies.Cell.Regions;
using Strategies.Gateways.Tests.Support;
using Strategies.Ipc.Memory;
using Strategies.Ipc.Metrics;
using Strategies.Journal.Store;
using Strategies.Plugins.Packages;

namespace Strategies.Cells;

/// <summary>
/// A whole real cell in a folder of its own: brought up and ended by the program itself, looked at through shared memory.
/// </summary>
public sealed class TestedCell : IDisposable
{
    private readonly Dictionary<CellProcess, Counters> _counters = [];
    private readonly ClaimedNumber _number = FreeNumbers.Cell();
    private readonly ClaimedNumber _port = FreeNumbers.Port();

    /// <summary>Writes the files of a cell.</summary>
    /// <param name="day">What it plays.</param>
    /// <param name="folder">A folder that is not there yet; none for one in memory.</param>
    public TestedCell(CellDay day, string? folder = null)
    {
        Folder = folder ?? Path.Combine("/dev/shm", $"strategies-cells-{Guid.NewGuid():N}");
        Setup = CellFiles.Write(Folder, day, _number.Value, _port.Value);
        Regions = new CellRegions(Setup);
        Edge = new CellEdge(Setup);
    }

    /// <summary>All that the cell has.</summary>
    public string Folder { get; }

    /// <summary>The cell.</summary>
    public CellSetup Setup { get; }

    /// <summary>Its regions.</summary>
    public CellRegions Regions { get; }

    /// <summary>Its edge.</summary>
    public CellEdge Edge { get; }

    /// <summary>True when its folder is to stay, for somebody to look at.</summary>
    public bool IsKept { get; set; }

    /// <summary>Brings it up, or a supervisor back to it.</summary>
    public void Up()
    {
        CommandResult result = TryUp();
        if (result.ExitCode != 0)
        {
            throw new InvalidOperationException($"the cell did not come up: {result.Error}");
        }
    }

    /// <summary>Brings it up; the command's end tells whether it could be.</summary>
    public CommandResult TryUp() => CommandResult.Of(Built.Strat, "up", "--cell", Setup.File, "--detach", "--json");

    /// <summary>Asks for a handover of its core, and waits for the command's end.</summary>
    public CommandResult HandOver() => CommandResult.Of(Built.Strat, "core", "handover", "--cell", Setup.File, "--json");

    /// <summary>Ends it in order.</summary>
    public void Down()
    {
        CommandResult result = CommandResult.Of(Built.Strat, "down", "--cell", Setup.File, "--json");
        if (result.ExitCode != 0)
        {
            throw new InvalidOperationException($"the cell did not go down: {result.Error}");
        }
    }

    /// <summary>Who is a process of the cell, alive or not; nobody when there was none.</summary>
    /// <param name="process">Which.</param>
    public ProcessIdentity IdentityOf(CellProcess process) => ReadingOf(process).Process;

    /// <summary>What a process says it is at.</summary>
    /// <param name="process">Which.</param>
    public HeartbeatReading ReadingOf(CellProcess process)
    {
        using Heartbeat? heartbeat = Regions.TryOpenHeartbeat(process);
        return heartbeat?.Read() ?? default;
    }

    /// <summary>A counter of the core.</summary>
    /// <param name="counter">Which.</param>
    public long Core(CoreCounter counter) => Read(ProcessRole.Core, (int)counter);

    /// <summary>A counter of the first venue's process.</summary>
    /// <param name="counter">Which.</param>
    public long Venue(VenueCounter counter) => Venue(ProcessRole.Venue, counter);

    /// <summary>A counter of a venue's process.</summary>
    /// <param name="venue">The process.</param>
    /// <param name="counter">Which.</param>
    public long Venue(CellProcess venue, VenueCounter counter) => Read(venue, (int)counter);

    /// <summary>A counter of all venues' processes together.</summary>
    /// <param name="counter">Which.</param>
    public long Venues(VenueCounter counter) => VenueProcesses.Sum(venue => Venue(venue, counter));

    /// <summary>The venues' processes.</summary>
    public IEnumerable<CellProcess> VenueProcesses => Setup.ProcessesOf(ProcessRole.Venue);

    /// <summary>A counter of the follower.</summary>
    /// <param name="counter">Which.</param>
    public long Follower(FollowerCounter counter) => Read(ProcessRole.Follower, (int)counter);

    /// <summary>A counter of the archiver.</summary>
    /// <param name="counter">Which.</param>
    public long Archiver(ArchiverCounter counter) => Read(ProcessRole.Archiver, (int)counter);

    /// <summary>A counter of the supervisor.</summary>
    /// <param name="counter">Which.</param>
    public long Supervisor(SupervisorCounter counter) => Read(ProcessRole.Supervisor, (int)counter);

    /// <summary>Ends a process with SIGKILL.</summary>
    /// <param name="process">Which.</param>
    /// <returns>Who it was; nobody when it was not alive.</returns>
    public ProcessIdentity Kill(CellProcess process)
    {
        ProcessIdentity identity = IdentityOf(process);
        if (identity.IsNobody || !identity.IsAlive())
        {
            return default;
        }

        End(identity);
        return identity;
    }

    /// <summary>Ends every process with SIGKILL, the supervisor first, as a power cut does.</summary>
    public void KillAll()
    {
        Kill(ProcessRole.Supervisor);

        // By their command line: one that was just started has no heartbeat yet.
        while (RunningProcesses.With(Setup.File) is { Length: > 0 } left)
        {
            Array.ForEach(left, End);
            Thread.Sleep(1);
        }
    }

    /// <summary>True when a process is alive.</summary>
    /// <param name="process">Which.</param>
    public bool IsAlive(CellProcess process)
    {
        ProcessIdentity identity = IdentityOf(process);
        return !identity.IsNobody && identity.IsAlive();
    }

    /// <summary>True when another process than the given one is at work in its place.</summary>
    /// <param name="process">Which.</param>
    /// <param name="before">The one before.</param>
    public bool IsBack(CellProcess process, ProcessIdentity before)
    {
        HeartbeatReading reading = ReadingOf(process);
        return reading.Process != before && !reading.Process.IsNobody && reading.State == HeartbeatState.Running
            && reading.Process.IsAlive();
    }

    /// <summary>True when the feeds have been played to their ends, or the day is over.</summary>
    public bool IsFeedOver => VenueProcesses.All(venue => Venue(venue, VenueCounter.IsFeedEnded) != 0) || Core(CoreCounter.IsDayEnded) != 0;

    /// <summary>Waits for something.</summary>
    /// <param name="what">It, for the message when it does not come.</param>
    /// <param name="condition">True when it is there.</param>
    public void Await(string what, Func<bool> condition) =>
        Patience.Until(what, condition, () => $"the cell is in {Folder}");

    /// <summary>Waits until the day is over and all processes have ended.</summary>
    public void AwaitEnd() => Await("the end of the day", () =>
        Core(CoreCounter.IsDayEnded) != 0 && Setup.Processes.All(process => !IsAlive(process)));

    /// <summary>Ends a day that ends by command, and waits until all processes have ended.</summary>
    public void EndDay()
    {
        Await("an edge that takes the day's end", () =>
            Edge.Post("/api/day/end", new { reason = "what was to be done is done" }).Status == 200 || Core(CoreCounter.IsDayEnded) != 0);
        Await("the end of the day", () => Core(CoreCounter.IsDayEnded) != 0);
        // Whoever judges the day reads what the venues counted, and `down` gives all memory back: what is open stays readable.
        _ = Venues(VenueCounter.Orders);
        Down();
    }

    /// <summary>Puts a strategy into the cell's store.</summary>
    /// <param name="project">Its project.</param>
    /// <returns>The hash to deploy.</returns>
    public string Store(string project) =>
        PackageIntake.Add(Built.Strategy(project), new ContentStore(Setup.Paths.Store)).ToString();

    /// <inheritdoc/>
    public void Dispose()
    {
        KillAll();
        Edge.Dispose();
        _port.Dispose();
        _number.Dispose();
        foreach (Counters counters in _counters.Values)
        {
            counters.Dispose();
        }

        if (!IsKept)
        {
            Remove(Folder);
        }
    }

    /// <summary>Removes a folder, with what is in the store, which is read-only.</summary>
    /// <param name="folder">The folder.</param>
    public static void Remove(string folder)
    {
        if (!Directory.Exists(folder))
        {
            return;
        }

        foreach (DirectoryInfo inner in new DirectoryInfo(folder).EnumerateDirectories("*", SearchOption.AllDirectories))
        {
            if (inner.LinkTarget is null && !OperatingSystem.IsWindows())
            {
                File.SetUnixFileMode(inner.FullName, File.GetUnixFileMode(inner.FullName) | UnixFileMode.UserWrite);
            }
        }

        Directory.Delete(folder, recursive: true);
    }

    /// <summary>Ends a process with SIGKILL; one that has ended by itself is left alone.</summary>
    private static void End(ProcessIdentity process)
    {
        try
        {
            using Process handle = Process.GetProcessById(process.Pid);
            handle.Kill();
        }
        catch (ArgumentException)
        {
            return; // It ended in this moment by itself.
        }
    }

    private long Read(CellProcess process, int place)
    {
        if (!_counters.TryGetValue(process, out Counters? counters))
        {
            counters = Regions.TryOpenCounters(process);
            if (counters is null)
            {
                return 0;
            }

            _counters[process] = counters;
        }

        return counters.Read(place);
    }

    /// <summary>Forgets regions that are open: after a power cut they are others.</summary>
    public void ForgetRegions()
    {
        foreach (Counters counters in _counters.Values)
        {
            counters.Dispose();
        }

        _counters.Clear();
    }
}
