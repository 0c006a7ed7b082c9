using Strategies.Ipc;

namespace Strategies.Soak.Runs;

/// <summary>Runs one long run to its verdict.</summary>
internal static class SoakRunner
{
    internal static void Run(SoakRun run, SoakOptions options, SoakState state, bool isFresh)
    {
        if (isFresh)
        {
            state.Forget(run.Name);
        }

        if (state.VerdictOf(run.Name) is { } ended)
        {
            Console.Error.WriteLine($"{run.Name}: ended before ({ended.Outcome}); --fresh repeats it");
            return;
        }

        SoakContext context = new(run.Name, options, state);
        if (isFresh)
        {
            SoakContext.Remove(context.Scratch);
            Directory.CreateDirectory(context.Scratch);
        }

        IReadOnlyList<int> own = CpuMask.Allowed();
        SoakVerdict verdict;
        try
        {
            SetCpus(run.SharesMachineOut ? [.. own.Append(options.HotCpu).Distinct().Order()] : own);
            verdict = run.Run(context);
        }
        catch (Exception exception) when (exception is not SoakException)
        {
            verdict = new SoakVerdict(SoakOutcome.Failed, [], [$"it threw {exception}"]);
        }
        finally
        {
            SetCpus(own);
        }

        state.End(run.Name, verdict);
        if (verdict.Outcome != SoakOutcome.Failed)
        {
            // Of a failed run everything is kept: somebody will want to look.
            SoakContext.Remove(context.Scratch);
        }
    }

    private static void SetCpus(IReadOnlyList<int> cpus)
    {
        if (cpus.Count > 0 && !CpuMask.TrySetAll(cpus, out string problem))
        {
            throw new SoakException(
                $"CPUs {string.Join(',', cpus)} cannot be used: {problem}", "give a CPU that is there with --cpu");
        }
    }
}
