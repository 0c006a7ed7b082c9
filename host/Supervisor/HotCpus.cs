using Strategies.Cell;
using Strategies.Cell.Config;
using Strategies.Ipc;

namespace Strategies.Supervisor;

/// <summary>Which CPU the core's hot thread has, and which are left for everything else.</summary>
public static class HotCpus
{
    /// <summary>Looks whether the CPU to pin is there.</summary>
    /// <param name="setup">The cell.</param>
    /// <exception cref="CellException">It is not.</exception>
    public static void Require(CellSetup setup)
    {
        IReadOnlyList<int> allowed = CpuMask.Allowed();
        if (allowed.Count > 0 && !allowed.Contains(setup.HotCpu))
        {
            throw new CellException(
                setup.File,
                $"core.cpu {setup.HotCpu} is not there: CPUs {TextOf(allowed)} may be used",
                "set core.cpu to one of them, leave it out for the last one, or let the processes use more CPUs "
                + "(taskset, cpuset)");
        }
    }

    /// <summary>Takes this process, and all that it starts from now on, off the hot CPU.</summary>
    /// <param name="setup">The cell.</param>
    /// <returns>What was done, in words.</returns>
    internal static string LeaveToCore(CellSetup setup)
    {
        IReadOnlyList<int> allowed = CpuMask.Allowed();
        int[] others = [.. allowed.Where(cpu => cpu != setup.HotCpu)];
        if (others.Length == 0)
        {
            return allowed.Count == 1
                ? $"there is one CPU only ({allowed[0]}): the core's hot thread shares it with everything else"
                : "which CPUs there are cannot be told: the hot thread shares its CPU with everything else";
        }

        return CpuMask.TrySetAll(others, out string problem)
            ? $"CPU {setup.HotCpu} is the core's hot thread's, CPUs {TextOf(others)} are for everything else"
            : $"the hot thread shares its CPU with everything else: {problem}";
    }

    /// <summary>CPUs as people write them: 0-2,5.</summary>
    /// <param name="cpus">The CPUs, ascending.</param>
    internal static string TextOf(IReadOnlyList<int> cpus)
    {
        List<string> parts = [];
        for (int first = 0; first < cpus.Count;)
        {
            int last = first;
            while (last + 1 < cpus.Count && cpus[last + 1] == cpus[last] + 1)
            {
                last++;
            }

            parts.Add(first == last ? $"{cpus[first]}" : $"{cpus[first]}-{cpus[last]}");
            first = last + 1;
        }

        return string.Join(',', parts);
    }
}
