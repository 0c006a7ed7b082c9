using System.Diagnostics;
using System.Text.Json;
using Strategies.Cell;
using Strategies.Cell.Config;
using Strategies.Cell.Processes;
using Strategies.Ipc;

namespace Strategies.Supervisor.Tests;

/// <summary>The real supervisor in a process of its own, over fake processes and with less patience.</summary>
internal static class FakeSupervisor
{
    internal const string Command = "supervisor";

    internal static int Run(string file)
    {
        CellSetup setup = CellConfigFile.Load(file);
        try
        {
            using ProcessContext context = ProcessContext.Begin(setup, ProcessRole.Supervisor);
            byte[] patience = File.ReadAllBytes(FakeProcess.FileOf(setup, "patience"));
            SupervisorProcess.Run(
                context, process => FakeOf(process, file), JsonSerializer.Deserialize<SupervisorPatience>(patience)!);
            return 0;
        }
        catch (Exception exception) when (exception is CellException or IpcException)
        {
            Console.Error.WriteLine($"error: {exception.Message}");
            Console.Error.WriteLine($"hint: {(exception as CellException)?.Hint}");
            return 3;
        }
    }

    private static ProcessStartInfo FakeOf(CellProcess process, string file) => new(
        Environment.ProcessPath!, ["child", FakeProcess.Command, process.Name, file]);
}
