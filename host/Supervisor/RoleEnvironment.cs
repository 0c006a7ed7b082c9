using System.Globalization;
using Strategies.Cell.Config;
using Strategies.Cell.Processes;

namespace Strategies.Supervisor;

/// <summary>
/// Settings of the runtime that each process is started with. They are taken from the environment only, before any code
/// of ours runs.
/// </summary>
internal static class RoleEnvironment
{
    /// <summary>
    /// Bytes of the core's first generation, hexadecimal: so large that no session fills it, so that none is collected.
    /// </summary>
    private const string CoreGen0Bytes = "0x40000000";

    /// <summary>Bytes of the other processes' first generation: small, so that their collections are short.</summary>
    private const string OtherGen0Bytes = "0x400000";

    private const string HeapLimitVariable = "DOTNET_GCHeapHardLimit";

    /// <summary>
    /// The most that the follower may have on its heap: a version that allocates without end there, a shadow above all,
    /// ends with an error of its own, not with the whole host. Rehearsals have a lower limit of their own.
    /// </summary>
    private const string FollowerHeapBytes = "0x80000000";

    /// <summary>
    /// Of the machine's memory the core may have so much on its heap: twice what it may allocate without a collection. A callback that
    /// allocates without end meets an exception there, by which its slot is quarantined, and nobody else is ended for want of memory.
    /// </summary>
    private const int CoreHeapParts = 2;

    /// <summary>The variables of a process.</summary>
    /// <param name="role">The process.</param>
    /// <param name="setup">The cell.</param>
    internal static Dictionary<string, string> Of(ProcessRole role, CellSetup setup)
    {
        bool isCore = role is ProcessRole.Core or ProcessRole.NextCore;
        Dictionary<string, string> variables = new()
        {
            ["DOTNET_GCgen0size"] = isCore ? CoreGen0Bytes : OtherGen0Bytes,
            ["DOTNET_gcServer"] = "0",
            // The core compiles once, before trading; the others start sooner and get better where they are busy.
            ["DOTNET_TieredCompilation"] = isCore ? "0" : "1",
            [CellSetup.HotCpuVariable] = setup.HotCpu.ToString(CultureInfo.InvariantCulture),
        };
        if (isCore)
        {
            long bytes = GC.GetGCMemoryInfo().TotalAvailableMemoryBytes / CoreHeapParts;
            variables[HeapLimitVariable] = string.Create(CultureInfo.InvariantCulture, $"0x{bytes:x}");
        }

        if (role == ProcessRole.Follower)
        {
            variables[HeapLimitVariable] = FollowerHeapBytes;
        }

        if (!setup.SettingsOf(role).Diagnostics)
        {
            foreach (string door in RuntimeDoors.Switches)
            {
                variables[door] = "0";
            }
        }

        return variables;
    }
}
