using System.Runtime.InteropServices;

namespace Strategies.Cell.Processes;

/// <summary>What this process makes is its user's alone, unless the folder that it is made in says who else may use it.</summary>
public static partial class PrivateFiles
{
    private const int GroupAndOthers = 0x3F;

    /// <summary>From here on (umask 077).</summary>
    public static void Begin() => _ = SetMask(GroupAndOthers);

    [LibraryImport("libc", EntryPoint = "umask")]
    private static partial int SetMask(int mask);
}
