using System.Globalization;

namespace Strategies.Cli.Cells;

/// <summary>Reads the threads of a process from <c>/proc/PID/task</c>.</summary>
internal static class ThreadReader
{
    private const long TickNs = 10_000_000; // USER_HZ is 100 on all that .NET runs on.
    private const int StateField = 0;
    private const int UserTimeField = 11;
    private const int SystemTimeField = 12;
    private const int CpuField = 36;

    /// <summary>Its threads by number; none when it has ended. Threads that end meanwhile are left out.</summary>
    /// <param name="pid">The process.</param>
    internal static IReadOnlyDictionary<int, ThreadTimes> Read(int pid)
    {
        Dictionary<int, ThreadTimes> threads = [];
        string folder = string.Create(CultureInfo.InvariantCulture, $"/proc/{pid}/task");
        if (pid <= 0 || !Directory.Exists(folder))
        {
            return threads;
        }

        foreach (string task in Tasks(folder))
        {
            if (TryRead(task) is { } thread)
            {
                threads[thread.Tid] = thread;
            }
        }

        return threads;
    }

    private static string[] Tasks(string folder)
    {
        try
        {
            return Directory.GetDirectories(folder);
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            return []; // It ended between the two looks.
        }
    }

    private static ThreadTimes? TryRead(string task)
    {
        try
        {
            string stat = File.ReadAllText(Path.Combine(task, "stat"));
            int nameEnd = stat.LastIndexOf(')');
            string[] fields = stat[(nameEnd + 2)..].Split(' ');
            string[] status = File.ReadAllLines(Path.Combine(task, "status"));
            return new ThreadTimes(
                Number(Path.GetFileName(task)),
                stat[(stat.IndexOf('(') + 1)..nameEnd],
                fields[StateField],
                Number(fields[CpuField]),
                Value(status, "Cpus_allowed_list:"),
                CpuNs(task, fields),
                Number(Value(status, "voluntary_ctxt_switches:")),
                Number(Value(status, "nonvoluntary_ctxt_switches:")));
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            return null; // It ended between the two looks.
        }
    }

    /// <summary>Nanoseconds where the kernel counts them, else ticks.</summary>
    private static long CpuNs(string task, string[] fields)
    {
        string file = Path.Combine(task, "schedstat");
        return File.Exists(file)
            ? long.Parse(File.ReadAllText(file).Split(' ')[0], CultureInfo.InvariantCulture)
            : (long.Parse(fields[UserTimeField], CultureInfo.InvariantCulture)
                + long.Parse(fields[SystemTimeField], CultureInfo.InvariantCulture)) * TickNs;
    }

    private static string Value(string[] status, string name) =>
        status.FirstOrDefault(line => line.StartsWith(name, StringComparison.Ordinal))?[name.Length..].Trim() ?? "0";

    private static int Number(string text) => int.Parse(text, CultureInfo.InvariantCulture);
}
