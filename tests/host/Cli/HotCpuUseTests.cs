using System.Diagnostics;
using Strategies.Cli.Cells;
using Strategies.Ipc;

namespace Strategies.Cli.Tests;

/// <summary>Who else is on a hot thread's CPU is named before a cell comes up.</summary>
public sealed class HotCpuUseTests
{
    [Fact]
    public void A_process_that_is_pinned_to_the_cpu_is_named_with_its_command_line_and_the_cells_own_are_not()
    {
        IReadOnlyList<int> cpus = CpuMask.Allowed();
        Assert.SkipWhen(cpus.Count < 2, "there is one CPU only: everything is on it");
        string mark = $"mark-{Guid.NewGuid():N}";
        using Process other = Process.Start("/bin/sh", ["-c", "while :; do :; done", mark]);
        try
        {
            Assert.True(CpuMask.TrySet(other.Id, [cpus[^1]], out string problem), problem);
            string found = Assert.Single(HotCpuUse.Find(cpus[^1], "no-such-file"), line => line.Contains(mark, StringComparison.Ordinal));
            Assert.StartsWith($"process {other.Id} is pinned to it", found, StringComparison.Ordinal);
            Assert.DoesNotContain(HotCpuUse.Find(cpus[^1], mark), line => line.Contains(mark, StringComparison.Ordinal));
            Assert.DoesNotContain(HotCpuUse.Find(cpus[0], "no-such-file"), line => line.Contains(mark, StringComparison.Ordinal));
        }
        finally
        {
            other.Kill();
            other.WaitForExit();
        }
    }
}
