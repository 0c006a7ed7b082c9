using System.Globalization;
using System.Runtime.InteropServices;
using Strategies.Ipc.Memory;
using Strategies.Ipc.Metrics;

namespace Strategies.Cell.Processes;

/// <summary>
/// The ways by which other processes of the same user get into this one, and whether they are open. What the runtime opens it
/// takes from the environment before any code of ours runs, so the supervisor closes that (<c>RoleEnvironment</c>); what the
/// kernel opens is closed here. Linux.
/// </summary>
public static partial class RuntimeDoors
{
    /// <summary>The settings that shut the runtime's doors when they are 0: all of them, and each by itself.</summary>
    public static IReadOnlyList<string> Switches { get; } =
    [
        "DOTNET_EnableDiagnostics", "DOTNET_EnableDiagnostics_IPC", "DOTNET_EnableDiagnostics_Debugger",
        "DOTNET_EnableDiagnostics_Profiler",
    ];

    private const int GetDumpable = 3;
    private const int SetDumpable = 4;
    private const string HooksData = "STARTUP_HOOKS";
    private const string HooksSwitch = "System.StartupHookProvider.IsSupported";

    /// <summary>
    /// Closes what the kernel leaves open to processes of the same user: ptrace, <c>/proc/PID/mem</c>, core dumps. Its files
    /// under <c>/proc</c> are root's from here on. It cannot be undone from outside.
    /// </summary>
    /// <returns>Why it stays open; empty when it is closed.</returns>
    public static string Close() => Control(SetDumpable, 0) == 0 ? "" : Marshal.GetLastPInvokeErrorMessage();

    /// <summary>What is open now: looks at what the runtime has opened, whatever anybody intended.</summary>
    public static ProcessDoors Look()
    {
        ProcessDoors doors = ProcessDoors.Looked;
        doors |= HasFile("dotnet-diagnostic-") || HasCalledPort() ? ProcessDoors.DiagnosticsPort : 0;
        doors |= HasFile("clr-debug-pipe-") ? ProcessDoors.Debugger : 0;
        doors |= IsOn("CORECLR_ENABLE_PROFILING") && !IsShut(Switches[^1]) ? ProcessDoors.Profiler : 0;
        doors |= HasHooks() ? ProcessDoors.StartupHooks : 0;
        doors |= Control(GetDumpable, 0) == 1 ? ProcessDoors.Memory : 0;
        return doors;
    }

    /// <summary>
    /// The runtime names its socket and its pipes after the process and its start, in the folder for temporary files; those of one
    /// that was killed stay there, and its number is given again.
    /// </summary>
    private static bool HasFile(string prefix) => Directory.EnumerateFileSystemEntries(
        Path.GetTempPath(),
        string.Create(CultureInfo.InvariantCulture, $"{prefix}{ProcessIdentity.Self.Pid}-{ProcessIdentity.Self.StartTicks}-*")).Any();

    /// <summary>A port that the runtime itself has gone to.</summary>
    private static bool HasCalledPort() =>
        ValueOf("DOTNET_DiagnosticPorts").Length > 0 && !IsShut(Switches[1]);

    private static bool HasHooks() => AppContext.GetData(HooksData) is string { Length: > 0 }
        && (!AppContext.TryGetSwitch(HooksSwitch, out bool isSupported) || isSupported);

    private static bool IsShut(string own) => ValueOf(Switches[0]) == "0" || ValueOf(own) == "0";

    private static bool IsOn(string variable) => ValueOf(variable) == "1";

    private static string ValueOf(string variable) => Environment.GetEnvironmentVariable(variable) ?? "";

    [LibraryImport("libc", EntryPoint = "prctl", SetLastError = true)]
    private static partial int Control(int option, nuint argument);
}
