using System.Runtime.InteropServices;
using Strategies.Cell;

namespace Strategies.Core;

/// <summary>Keeps the process's memory in memory: no page of it is written to a disk and fetched again while trading.</summary>
public static partial class MemoryLock
{
    private const int Current = 1;
    private const int Future = 2;

    /// <summary>Pages are locked as they are touched: most of what the runtime reserves is never used.</summary>
    private const int OnFault = 4;

    /// <summary>Locks what is there and what will come.</summary>
    /// <exception cref="CellException">The operating system refuses.</exception>
    public static void Take()
    {
        if (LockAll(Current | Future | OnFault) != 0)
        {
            throw new CellException(
                "core.lockMemory",
                $"the process's memory cannot be locked: {Marshal.GetLastPInvokeErrorMessage()}",
                "raise the limit (ulimit -l unlimited, LimitMEMLOCK=infinity in systemd, or CAP_IPC_LOCK), "
                + "or set core.lockMemory to false");
        }
    }

    [LibraryImport("libc", EntryPoint = "mlockall", SetLastError = true)]
    private static partial int LockAll(int flags);
}
