using System.CommandLine;
using System.Diagnostics;
using Strategies.Cell.Config;
using Strategies.Cell.Processes;
using Strategies.Cell.Tokens;
using Strategies.Cli.Cells;
using Strategies.Cli.Output;
using Strategies.Supervisor;

namespace Strategies.Cli.Commands;

/// <summary><c>strat up</c>: brings a cell up.</summary>
internal static class UpCommand
{
    internal static Command Make()
    {
        Option<bool> detach = new("--detach")
        {
            Description = "Returns as soon as the core is at work; strat down ends the cell.",
        };
        Option<bool> fresh = new("--fresh")
        {
            Description = "Begins a new day: the old one's journal is put aside under days in the cell's folder.",
        };
        Command command =
            new("up", "Starts all processes of a cell and watches them, a line an event on standard error; Ctrl-C ends them in "
            + "order. What of the cell runs already is taken over.")
        {
            CellOptions.Cell, detach, fresh, CellOptions.Json,
        };
        command.SetAction(parsed => CommandRunner.Run(parsed.GetValue(CellOptions.Json), terminal =>
        {
            CellSetup setup = CellOptions.LoadInMemory(parsed);
            HotCpus.Require(setup);
            DetachedSupervisor.RequireNone(setup);
            if (parsed.GetValue(fresh) && FreshDay.PutAside(setup, DateTimeOffset.UtcNow) is { Length: > 0 } old)
            {
                terminal.Say($"the day before is in {old}");
            }

            // Before anything is put into them, so that they are nobody else's.
            setup.Paths.CreateFolders();
            if (setup.Users is null && setup.Paths.OpenFolder() is { Length: > 0 } open)
            {
                terminal.Warn($"other users can look into {setup.Paths.Folder} ({open}): chmod go-rwx {setup.Paths.Folder}");
            }

            MakeTokens(terminal, setup);
            if (ProcessPriority.Problem() is { Length: > 0 } problem)
            {
                terminal.Warn(problem);
            }

            foreach (string key in DiagnosticsLine.OpeningKeys(setup))
            {
                terminal.Warn($"{key} opens it: who may start a program as its user can load code into it, and read its memory");
            }

            foreach (string other in HotCpuUse.Find(setup.HotCpu, setup.File))
            {
                terminal.Warn($"CPU {setup.HotCpu} is the hot thread's, and {other}");
            }

            return parsed.GetValue(detach) ? Detach(terminal, setup) : Stay(terminal, setup);
        }));
        return command;
    }

    /// <summary>A cell that is brought up for the first time gets a token for each role.</summary>
    private static void MakeTokens(Terminal terminal, CellSetup setup)
    {
        string file = setup.Config.Edge.Tokens;
        if (TokenFile.CreateDefault(file))
        {
            terminal.Say($"one token for each role is in {TokenFile.SecretFileOf(file)}, which only you can read");
        }
    }

    private static int Stay(Terminal terminal, CellSetup setup)
    {
        (int exitCode, string error, string hint) = AttachedSupervisor.Run(setup);
        if (exitCode != ExitCode.Success)
        {
            // It has said why on standard error.
            if (terminal.IsJson)
            {
                Terminal.WriteJson(new { error, hint });
            }

            return exitCode;
        }

        CellStatus status = new StatusReader(setup).Read();
        if (terminal.IsJson)
        {
            Terminal.WriteJson(new { cell = setup.Cell, supervisor = status.Supervisor, core = status.Core });
        }

        if (MemoryReturn.TryGiveBack(setup, out _) is { Length: > 0 } kept)
        {
            terminal.Warn($"its memory stays: {kept}");
        }

        return ExitCode.Success;
    }

    private static int Detach(Terminal terminal, CellSetup setup)
    {
        using CancellationTokenSource stop = new();
        Console.CancelKeyPress += (_, pressed) =>
        {
            pressed.Cancel = true;
            stop.Cancel();
        };
        long from = Stopwatch.GetTimestamp();
        int supervisor;
        bool isTrading;
        try
        {
            (supervisor, isTrading) = DetachedSupervisor.Start(setup, stop.Token);
        }
        catch (OperationCanceledException)
        {
            terminal.Warn(
                $"cell {setup.Cell} goes on coming up: strat status shows it, strat down --cell {setup.File} ends it");
            return ExitCode.Difference;
        }

        double seconds = Math.Round(Stopwatch.GetElapsedTime(from).TotalSeconds, 3);
        CellStatus status = new StatusReader(setup).Read();
        if (!isTrading)
        {
            terminal.Fail(
                $"the day of cell {setup.Cell} is over: nothing trades; what there is can be looked at, by supervisor {supervisor}",
                $"strat down --cell {setup.File} ends it, strat up --fresh --cell {setup.File} begins a new day");
            return ExitCode.Difference;
        }

        int core = status.Processes.First(process => process.Process == "core").Pid;
        terminal.Say($"cell {setup.Cell} is up after {seconds} s: supervisor {supervisor}, core {core}");
        if (terminal.IsJson)
        {
            Terminal.WriteJson(new
            {
                cell = setup.Cell,
                supervisorPid = supervisor,
                corePid = core,
                seconds,
                processes = status.Processes,
            });
        }

        return ExitCode.Success;
    }
}
