using System.Diagnostics;
using Strategies.Cell.Config;
using Strategies.Cell.Processes;
using Strategies.Cell.Regions;
using Strategies.Ipc;
using Strategies.Ipc.Metrics;

namespace Strategies.Supervisor.Tests;

/// <summary>
/// A process of a cell that beats and does what a test writes into files: <c>ROLE.start</c> for every start,
/// <c>ROLE.do</c> once. What it does goes to the file <c>events</c>.
/// </summary>
internal sealed class FakeProcess
{
    internal const string Command = "supervisor-fake";
    internal const long TakeoverNs = 123_456;

    private readonly CellSetup _setup;
    private readonly ProcessRole _role;
    private readonly string _name;
    private readonly string _start;
    private Heartbeat _heartbeat = null!;
    private CellCounters<CoreCounter>? _counters;
    private CellCounters<VenueCounter>? _venueCounters;

    private FakeProcess(CellSetup setup, ProcessRole role)
    {
        _setup = setup;
        _role = role;
        _name = ProcessRoles.NameOf(role);
        string file = FileOf(setup, $"{_name}.start");
        _start = File.Exists(file) ? File.ReadAllText(file) : "";
    }

    internal static string FileOf(CellSetup setup, string name) => Path.Combine(setup.Paths.Folder, "fake", name);

    internal static int Run(string roleName, string file)
    {
        ProcessRoles.TryParse(roleName, out ProcessRole role);
        return new FakeProcess(CellConfigFile.Load(file), role).Run();
    }

    private int Run()
    {
        switch (_start)
        {
            case "bad-input":
                Console.Error.WriteLine($"error: {_name} cannot use what it was given");
                Console.Error.WriteLine("hint: give it something else");
                return 3;
            case "die":
                Console.Error.WriteLine("Unhandled exception. Something went wrong");
                return 1;
            default:
                break;
        }

        using ProcessContext context = ProcessContext.Begin(_setup, _role);
        _heartbeat = context.Heartbeat;
        Tell($"start {Environment.GetEnvironmentVariable("DOTNET_TieredCompilation")}");
        if (_role == ProcessRole.NextCore)
        {
            return TakeOver(context) ? Work(context) : 1;
        }

        if (_role == ProcessRole.Core)
        {
            _counters = CellCounters<CoreCounter>.Create(context.Regions.CountersOf(_role));
        }

        return Work(context);
    }

    private int Work(ProcessContext context)
    {
        using CellFlags flags = CellFlags.Open(context.Regions.Flags);
        if (_role == ProcessRole.NextCore)
        {
            _counters![CoreCounter.TakeoverNs] = TakeoverNs;
            flags.EndHandover();
        }

        _heartbeat.SetState(HeartbeatState.Running);
        bool mayStop = _start != "stubborn";
        while (!(context.Stopping.IsCancellationRequested && mayStop))
        {
            _heartbeat.Beat(MonotonicClock.NowNs);
            if (_counters is not null && flags.HandoverTo != 0)
            {
                break;
            }

            if (Obey() is { } exitCode)
            {
                _heartbeat.SetState(HeartbeatState.Stopped);
                return exitCode;
            }

            Thread.Sleep(2);
        }

        Tell("stop");
        _heartbeat.SetState(HeartbeatState.Stopped);
        return 0;
    }

    /// <summary>As a next core does it, or fails to.</summary>
    private bool TakeOver(ProcessContext context)
    {
        using CellFlags flags = CellFlags.Open(context.Regions.Flags);
        if (_start == "die-early")
        {
            Console.Error.WriteLine("error: the journal cannot be read");
            return false;
        }

        while (_start == "never-ready")
        {
            Beat();
        }

        flags.RequestHandover(Environment.ProcessId);
        using Heartbeat core = Heartbeat.Open(context.Regions.HeartbeatOf(ProcessRole.Core));
        while (core.Read().State != HeartbeatState.Stopped && core.Memory.Owner.IsAlive())
        {
            Beat();
        }

        while (_start == "never-takes-over")
        {
            Beat();
        }

        if (_start == "die-late")
        {
            Console.Error.WriteLine("error: the rings cannot be taken");
            return false;
        }

        context.BecomeCore();
        _heartbeat = context.Heartbeat;
        _counters = CellCounters<CoreCounter>.Create(context.Regions.CountersOf(ProcessRole.Core));
        return true;
    }

    private void Beat()
    {
        _heartbeat.Beat(MonotonicClock.NowNs);
        Thread.Sleep(2);
    }

    /// <summary>Does what is asked, once. An exit code when it is to end with that.</summary>
    private int? Obey()
    {
        string file = FileOf(_setup, $"{_name}.do");
        if (!File.Exists(file))
        {
            return null;
        }

        string order = File.ReadAllText(file);
        File.Delete(file);
        switch (order)
        {
            case "crash":
                Process.GetCurrentProcess().Kill();
                break;
            case "silent":
                Thread.Sleep(Timeout.Infinite);
                break;
            case "pause":
                // Until it is told to go on.
                Patience.Until("the end of a pause", () => File.Exists(file));
                File.Delete(file);
                break;
            case "block":
                _venueCounters = CellCounters<VenueCounter>.Create(new CellRegions(_setup).CountersOf(_role));
                _venueCounters.Add(VenueCounter.Blocks, 1);
                _venueCounters.Add(VenueCounter.MassCancels, 1);
                break;
            case "end-day":
                _counters![CoreCounter.IsDayEnded] = 1;
                Tell("day");
                return 0;
            default:
                break;
        }

        return null;
    }

    private void Tell(string what)
    {
        using FileStream stream = new(FileOf(_setup, "events"), FileMode.Append, FileAccess.Write, FileShare.ReadWrite);
        stream.Write(System.Text.Encoding.ASCII.GetBytes($"{_name} {what}\n"));
    }
}
