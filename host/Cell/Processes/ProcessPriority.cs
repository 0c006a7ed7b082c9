using System.Globalization;
using System.Runtime.InteropServices;
using System.Text;
using Microsoft.Win32.SafeHandles;

namespace Strategies.Cell.Processes;

/// <summary>
/// Puts what trades before whatever else the machine does, and a cell's other processes behind it. Linux.
/// </summary>
/// <remarks>
/// Where the kernel groups processes by session (<c>sched_autogroup_enabled</c>, as on most machines), a nice value counts
/// inside its session only; between sessions the group's own counts, in <c>/proc/PID/autogroup</c>. Every process of a cell
/// leads a session. Measured beside four busy loops of other sessions on its CPU, a spinning thread lost 81 % of its time
/// and up to 32 ms at a time, with nice -20 just as much, with the group's nice at -20 5 % and up to 4.8 ms, in the real-time
/// class 5 % and 54 ms, since that is throttled.
/// </remarks>
public static partial class ProcessPriority
{
    private const string SwitchFile = "/proc/sys/kernel/sched_autogroup_enabled";
    private const string GroupFile = "/proc/self/autogroup";
    private const int SysNiceCapability = 23;
    private const int Behind = 5;
    private const int TryAgain = 11;
    private const int BusyMsMax = 3_000;
    private const int BusyPollMs = 40;

    /// <summary>Never closed: the priority changes once more when a next core becomes the core.</summary>
    private static readonly Lazy<SafeFileHandle> Group =
        new(() => File.OpenHandle(GroupFile, FileMode.Open, FileAccess.Write));

    /// <summary>The nice value of a process, -20 (first) to 19 (last).</summary>
    /// <param name="role">The process.</param>
    public static int NiceOf(ProcessRole role) => role switch
    {
        ProcessRole.Core => -20,
        ProcessRole.Venue or ProcessRole.Supervisor => -15,
        ProcessRole.Archiver => -10,
        _ => 0, // A core that catches up does not trade yet; rehearsals are behind the follower that starts them.
    };

    /// <summary>Why what trades cannot be put before others on this machine; empty when it can.</summary>
    public static string Problem()
    {
        if (!OperatingSystem.IsLinux() || MayRaise())
        {
            return "";
        }

        return "what trades cannot be put before other programs of this machine: give CAP_SYS_NICE "
            + "(AmbientCapabilities in systemd, or setcap), or keep the hot CPU free";
    }

    /// <summary>
    /// Gives this process its priority. Only one that leads a session of its own: nobody else's is changed. Threads that
    /// run already keep theirs where the kernel does not group by session.
    /// </summary>
    /// <param name="role">What the process is.</param>
    /// <returns>Why it cannot be had; empty when it was given, or is not this process's to give.</returns>
    public static string Apply(ProcessRole role)
    {
        if (!OperatingSystem.IsLinux() || !LeadsSession())
        {
            return "";
        }

        int nice = NiceOf(role);
        if (nice == 0 && !MayRaise())
        {
            nice = Behind; // The others cannot be raised, so this one goes behind them.
        }

        return TrySet(nice);
    }

    /// <summary>
    /// Opens what a later change needs. Once a process is closed to others (<see cref="RuntimeDoors.Close"/>) its files under
    /// <c>/proc</c> are root's, and it could not open its own.
    /// </summary>
    public static void Prepare()
    {
        try
        {
            _ = IsGrouped() ? Group.Value : null;
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            return; // It meets whoever applies a priority, and is told by that one.
        }
    }

    private static string TrySet(int nice)
    {
        if (!IsGrouped())
        {
            return SetPriority(0, 0, nice) == 0
                ? ""
                : $"nice {nice} cannot be had: {Marshal.GetLastPInvokeErrorMessage()}; give CAP_SYS_NICE";
        }

        try
        {
            WriteGroup(Encoding.ASCII.GetBytes(nice.ToString(CultureInfo.InvariantCulture)));
            return "";
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            return $"nice {nice} cannot be had for the session ({GroupFile}: {exception.Message}); give CAP_SYS_NICE";
        }
    }

    /// <summary>
    /// The kernel takes one such change in a tenth of a second from all who are not root, and several processes start at once.
    /// </summary>
    private static void WriteGroup(byte[] nice)
    {
        long giveUp = Environment.TickCount64 + BusyMsMax;
        while (true)
        {
            try
            {
                RandomAccess.Write(Group.Value, nice, 0);
                return;
            }
            catch (IOException exception) when (exception.HResult == TryAgain && Environment.TickCount64 < giveUp)
            {
                Thread.Sleep(BusyPollMs);
            }
        }
    }

    private static bool IsGrouped() => File.Exists(GroupFile) && File.Exists(SwitchFile)
        && File.ReadAllText(SwitchFile).AsSpan().Trim().SequenceEqual("1");

    private static bool LeadsSession() => SessionOf(0) == Environment.ProcessId;

    private static bool MayRaise() => HasCapability(SysNiceCapability);

    /// <summary>True when this process has one of root's rights.</summary>
    /// <param name="capability">Its number, as in <c>linux/capability.h</c>.</param>
    public static bool HasCapability(int capability)
    {
        foreach (string line in File.ReadLines("/proc/self/status"))
        {
            if (line.StartsWith("CapEff:", StringComparison.Ordinal))
            {
                ReadOnlySpan<char> digits = line.AsSpan("CapEff:".Length).Trim();
                ulong capabilities = ulong.Parse(digits, NumberStyles.HexNumber, CultureInfo.InvariantCulture);
                return (capabilities >> capability & 1) != 0;
            }
        }

        return false;
    }

    [LibraryImport("libc", EntryPoint = "setpriority", SetLastError = true)]
    private static partial int SetPriority(int which, int processId, int nice);

    [LibraryImport("libc", EntryPoint = "getsid")]
    private static partial int SessionOf(int processId);
}
