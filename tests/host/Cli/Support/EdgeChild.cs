using System.Diagnostics;
using Strategies.Cell.Processes;
using Strategies.Edge.Tests.Support;
using Strategies.Ipc.Metrics;

namespace Strategies.Cli.Tests.Support;

/// <summary>The edge as a process of its own, as the supervisor starts it.</summary>
internal sealed class EdgeChild : IDisposable
{
    private readonly Process _process;

    private EdgeChild(Process process) => _process = process;

    /// <summary>Starts one and waits until it answers.</summary>
    internal static EdgeChild Start(TestCell cell)
    {
        ProcessStartInfo start = new(Strat.ProcessExecutable, ["edge", "--cell", cell.ConfigFile])
        {
            RedirectStandardError = true,
            RedirectStandardOutput = true,
        };
        EdgeChild child = new(Process.Start(start)!);
        Patience.Until("the edge at work", () =>
        {
            Assert.False(child._process.HasExited, child._process.HasExited ? child._process.StandardError.ReadToEnd() : "");
            return child.IsRunning(cell);
        });
        return child;
    }

    /// <summary>Ends it as kill -9 does.</summary>
    internal void Kill()
    {
        _process.Kill();
        _process.WaitForExit();
    }

    public void Dispose()
    {
        Kill();
        _process.Dispose();
    }

    private bool IsRunning(TestCell cell)
    {
        using Heartbeat? heartbeat = cell.Regions.TryOpenHeartbeat(ProcessRole.Edge);
        return heartbeat?.Read() is { State: HeartbeatState.Running } reading && reading.Process.Pid == _process.Id;
    }
}
