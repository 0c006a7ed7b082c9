using System.Text.Json.Nodes;
using Strategies.Cell.Config;
using Strategies.Cell.Processes;
using Strategies.Cells;
using Strategies.Program.Tests.Support;

namespace Strategies.Program.Tests;

/// <summary>The ways by which other processes of the same user get into a cell's: closed, unless the configuration opens them.</summary>
public sealed class DoorsTests
{
    private const int User = 64_101;

    private static readonly CellDay Day = CellDay.Brief;

    [Fact]
    public void Nothing_that_a_shell_says_to_the_runtime_or_the_loader_reaches_a_process_of_a_cell()
    {
        using TestedCell cell = new(Day);
        StartupHookFile hook = new(cell.Folder);
        Dictionary<string, string> shell = new()
        {
            ["DOTNET_STARTUP_HOOKS"] = hook.File,
            ["DOTNET_EnableDiagnostics"] = "1",
            ["DOTNET_TieredPGO"] = "0",
            ["COMPlus_TieredCompilation"] = "1",
            ["CORECLR_ENABLE_PROFILING"] = "1",
            ["CORECLR_PROFILER"] = "{00000000-0000-0000-0000-000000000001}",
            ["CORECLR_PROFILER_PATH"] = "/nothing/there.so",
            ["ASPNETCORE_HOSTINGSTARTUPASSEMBLIES"] = "hook",
            ["LD_LIBRARY_PATH"] = cell.Folder,
            ["STRATEGIES_TOKEN"] = "a secret",
        };
        CommandResult up = CommandResult.Of(shell, Built.Strat, "up", "--cell", cell.Setup.File, "--detach");
        Assert.True(up.ExitCode == 0, up.Error);

        // The command itself is the shell's: it ran the hook, so the hook is one that would have run.
        Assert.Equal(["strat"], hook.RanIn);
        foreach (CellProcess process in Running(cell))
        {
            string[] variables = File.ReadAllText($"/proc/{cell.IdentityOf(process).Pid}/environ").Split('\0');
            Assert.DoesNotContain(variables, variable => shell.Any(each => variable == $"{each.Key}={each.Value}"));
            Assert.Contains("DOTNET_EnableDiagnostics=0", variables);
            Assert.Empty(DoorFiles(cell, process));
        }

        JsonNode status = Status(cell);
        Assert.Equal("closed", status["diagnostics"]!.GetValue<string>());
        Assert.All(status["processes"]!.AsArray(), row => Assert.Equal(
            row!["alive"]!.GetValue<bool>() ? "closed" : "not told", row["diagnostics"]!.GetValue<string>()));
        Assert.True(cell.HandOver().ExitCode == 0);
        Assert.Empty(DoorFiles(cell, ProcessRole.Core));
        Assert.Equal("closed", Status(cell)["diagnostics"]!.GetValue<string>());
        cell.Down();
    }

    [Fact]
    public void A_key_opens_its_process_alone_and_up_and_status_say_so()
    {
        using TestedCell cell = new(Day);
        Configure(cell, config => config with { Core = config.Core with { Diagnostics = true } });
        CommandResult up = cell.TryUp();
        Assert.True(up.ExitCode == 0, up.Error);
        Assert.Contains("core.diagnostics opens it", up.Error);
        Assert.Equal(
            ["clr-debug-pipe", "clr-debug-pipe", "dotnet-diagnostic"],
            DoorFiles(cell, ProcessRole.Core).Select(file => string.Join('-', file.Split('-').TakeWhile(part => !char.IsAsciiDigit(part[0]))))
                .Order(StringComparer.Ordinal));
        Assert.All(Running(cell).Where(process => process.Role != ProcessRole.Core), process => Assert.Empty(DoorFiles(cell, process)));
        Assert.Equal(
            "core open: diagnostics port, debugger, ptrace and core dumps (core.diagnostics)",
            Status(cell)["diagnostics"]!.GetValue<string>());
        cell.Down();
    }

    [Fact]
    public void A_process_that_was_started_past_the_supervisor_tells_what_it_found_and_not_what_was_meant()
    {
        using TestedCell cell = new(Day);
        cell.Up();
        CellProcess follower = ProcessRole.Follower;
        cell.Kill(ProcessRole.Supervisor);
        cell.Kill(follower);
        string program = Path.Combine(Path.GetDirectoryName(Built.Strat)!, "strat-process");
        System.Diagnostics.ProcessStartInfo start = new(program, [follower.Name, "--cell", cell.Setup.File]);
        // Whoever runs the tests may have told the runtime something too, which the process would find as well.
        foreach (string name in start.Environment.Keys.Where(name => name.StartsWith("DOTNET_", StringComparison.Ordinal)).ToArray())
        {
            start.Environment.Remove(name);
        }

        using System.Diagnostics.Process byHand = System.Diagnostics.Process.Start(start)!;
        cell.Await("the follower", () => cell.IdentityOf(follower).Pid == byHand.Id);
        cell.Await("what it found", () => Status(cell)["diagnostics"]!.GetValue<string>() ==
            "follower open: diagnostics port, debugger, which the configuration does not open");
        cell.KillAll();
    }

    [Fact]
    public void Its_own_user_can_neither_trace_nor_read_a_process_that_is_closed()
    {
        OtherUser.Require();
        using TestedCell cell = new(Day);
        Configure(cell, config => config with { Follower = config.Follower with { Diagnostics = true } });
        OtherUser.Give(User, cell.Folder);
        CommandResult up = OtherUser.Run(User, Built.Strat, "up", "--cell", cell.Setup.File, "--detach");
        Assert.True(up.ExitCode == 0, up.Error);

        // As root this process cannot open another user's regions; what it needs to know the command tells.
        JsonNode status = JsonNode.Parse(
            OtherUser.Run(User, Built.Strat, "status", "--cell", cell.Setup.File, "--json").Output.Split('\n').Last(line => line.Length > 0))!;
        JsonNode[] rows = [.. status["processes"]!.AsArray().Where(row => row!["alive"]!.GetValue<bool>())!];
        Assert.Equal(6, rows.Length);
        foreach (JsonNode row in rows)
        {
            int pid = row["pid"]!.GetValue<int>();
            bool isOpen = row["process"]!.GetValue<string>() == "follower";
            foreach (string file in (string[])["maps", "environ", "mem"])
            {
                CommandResult read = OtherUser.Run(User, "dd", $"if=/proc/{pid}/{file}", "bs=1", "count=0");
                Assert.True(read.ExitCode == 0 == isOpen, $"{row["process"]} {file}: {read.Error}");
            }
        }

        CommandResult down = OtherUser.Run(User, Built.Strat, "down", "--cell", cell.Setup.File);
        Assert.True(down.ExitCode == 0, down.Error);
    }

    private static void Configure(TestedCell cell, Func<CellConfig, CellConfig> change) =>
        File.WriteAllBytes(cell.Setup.File, CellConfigFile.Write(change(cell.Setup.Config)));

    private static IEnumerable<CellProcess> Running(TestedCell cell) =>
        cell.Setup.Processes.Where(process => process.Role != ProcessRole.NextCore);

    /// <summary>What the runtime of a process has opened among the temporary files.</summary>
    private static string[] DoorFiles(TestedCell cell, CellProcess process) =>
        [.. Directory.EnumerateFileSystemEntries(
                Path.GetTempPath(), $"*-{cell.IdentityOf(process).Pid}-{cell.IdentityOf(process).StartTicks}-*").Select(file => Path.GetFileName(file))
            .Where(name => name.StartsWith("dotnet-diagnostic-", StringComparison.Ordinal)
                || name.StartsWith("clr-debug-pipe-", StringComparison.Ordinal))];

    private static JsonNode Status(TestedCell cell) => JsonNode.Parse(
        CommandResult.Of(Built.Strat, "status", "--cell", cell.Setup.File, "--json").Output.Split('\n').Last(line => line.Length > 0))!;
}
