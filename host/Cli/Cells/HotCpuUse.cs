using System.Diagnostics;
using System.Globalization;
using System.Text;

namespace Strategies.Cli.Cells;

/// <summary>
/// Who else is on the CPU that a cell's hot thread is to have: whatever is pinned to it, as another cell's hot thread is,
/// and whatever runs on it now. Linux; nobody is seen elsewhere.
/// </summary>
internal static class HotCpuUse
{
    private const int LookMs = 200;
    private const double ShareMin = 0.1;
    private const int CommandMax = 100;

    /// <summary>Looks for a fifth of a second.</summary>
    /// <param name="cpu">The CPU.</param>
    /// <param name="cellFile">The cell's file: what has it on its command line is the cell's own.</param>
    /// <returns>Each process that is there, in words; none when nobody is.</returns>
    internal static IReadOnlyList<string> Find(int cpu, string cellFile)
    {
        if (!OperatingSystem.IsLinux())
        {
            return [];
        }

        long from = Stopwatch.GetTimestamp();
        Dictionary<int, long> before = Threads(cpu).ToDictionary(thread => thread.Times.Tid, thread => thread.Times.CpuNs);
        Thread.Sleep(LookMs);
        List<(int Pid, ThreadTimes Times)> after = [.. Threads(cpu)];
        double passedNs = Stopwatch.GetElapsedTime(from).TotalNanoseconds;
        List<string> found = [];
        foreach (IGrouping<int, (int Pid, ThreadTimes Times)> process in after.GroupBy(thread => thread.Pid))
        {
            string command = CommandOf(process.Key);
            long usedNs = process.Sum(thread => before.TryGetValue(thread.Times.Tid, out long ns) ? thread.Times.CpuNs - ns : 0);
            double share = usedNs / passedNs;
            bool isPinned = process.Any(thread => IsPinned(thread.Times, cpu));
            // Without a command line: the kernel's own.
            if (command.Length > 0 && !command.Contains(cellFile, StringComparison.Ordinal) && (isPinned || share >= ShareMin))
            {
                found.Add(Describe(process.Key, command, share, isPinned));
            }
        }

        return found;
    }

    private static string Describe(int pid, string command, double share, bool isPinned)
    {
        string used = share >= ShareMin ? string.Create(CultureInfo.InvariantCulture, $"uses {share:P0} of it") : "";
        string both = isPinned && used.Length > 0 ? " and " : "";
        string text = command.Length > CommandMax ? command[..CommandMax] + "..." : command;
        return $"process {pid} {(isPinned ? "is pinned to it" : "")}{both}{used}: {text}";
    }

    private static IEnumerable<(int Pid, ThreadTimes Times)> Threads(int cpu)
    {
        foreach (string folder in Directory.EnumerateDirectories("/proc"))
        {
            if (int.TryParse(Path.GetFileName(folder), CultureInfo.InvariantCulture, out int pid) && pid != Environment.ProcessId)
            {
                foreach (ThreadTimes thread in ThreadReader.Read(pid).Values.Where(thread => thread.Cpu == cpu || IsPinned(thread, cpu)))
                {
                    yield return (pid, thread);
                }
            }
        }
    }

    private static bool IsPinned(ThreadTimes thread, int cpu) =>
        thread.Affinity == cpu.ToString(CultureInfo.InvariantCulture) && Environment.ProcessorCount > 1;

    private static string CommandOf(int pid)
    {
        try
        {
            return Encoding.UTF8.GetString(File.ReadAllBytes($"/proc/{pid}/cmdline")).Replace('\0', ' ').Trim();
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            return ""; // It has ended.
        }
    }
}
