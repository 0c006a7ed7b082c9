using System.Diagnostics;
using System.Runtime.CompilerServices;
using Strategies.Backtest;
using Strategies.Session.Results;
using Strategies.Soak.Runs;
using Strategies.Swaps.Days;
using Strategies.Swaps.Memory;
using Strategies.Swaps.Versions;

namespace Strategies.Soak.Swaps;

/// <summary>
/// 200 swaps in one Nasdaq day that is played at a pace, each to a different compiled assembly with a private
/// dependency of its own, the schemas of the state alternating, over 20 orders working.
/// </summary>
/// <param name="name">Name of the run.</param>
/// <param name="stateBytes">Bytes of state.</param>
internal sealed class SwapSoak(string name, int stateBytes) : SoakRun
{
    internal const int SwapCount = 200;
    internal const int Seed = 20120621;
    private const string Data = "lobster/LOBSTER_SampleFile_AMZN_2012-06-21_5.zip";
    private const long WatchedEvents = 10_000;
    private const double LeadShare = 0.1;
    private const int SampleEvery = 25;

    /// <inheritdoc/>
    public override string Name => name;

    /// <inheritdoc/>
    public override string Summary => $"{SwapCount} swaps under a running feed, {stateBytes} bytes of state";

    /// <inheritdoc/>
    public override SoakVerdict Run(SoakContext context)
    {
        SwapDay day = new(
            FindData(), Path.Combine(context.Folder, "versions"), Path.Combine(context.Folder, "limits.json"));
        string plainJournal = Path.Combine(context.Scratch, "plain");
        string journal = Path.Combine(context.Scratch, "swaps");
        context.Step("versions", day.VersionsFolder, () => CompileVersions(context, day));
        // The journals go with their steps: a run that goes on after one of them is gone begins with what made it.
        long[] moments = context.Step("plain", plainJournal, () => PlayPlain(day, plainJournal));
        SwapFindings played = context.Step(
            "swaps", journal, () => PlaySwaps(context, day, moments, plainJournal, journal));
        string replay = context.Step("replay", needs: null, () => Replay(journal));
        bool isEqual = replay.Length > 0 && !replay.StartsWith("difference", StringComparison.Ordinal);
        return SoakVerdict.Of(
            [.. played.Figures, new SoakFigure("replay in a fresh process", replay)],
            [.. played.Wrong, .. isEqual ? Array.Empty<string>() : [$"the replay: {replay}"]],
            played.Unjudged);
    }

    private static string FindData()
    {
        for (DirectoryInfo? folder = new(AppContext.BaseDirectory); folder is not null; folder = folder.Parent)
        {
            string file = Path.Combine(folder.FullName, "shared", "data", Data);
            if (File.Exists(file))
            {
                return file;
            }
        }

        throw new SoakException(
            $"shared/data/{Data} is in no folder above {AppContext.BaseDirectory}", "put the data beside the project");
    }

    private int CompileVersions(SoakContext context, SwapDay day)
    {
        day.WriteLimits();
        VersionCompiler compiler = new();
        for (int number = 0; number <= SwapCount; number++)
        {
            compiler.Compile(day.VersionsFolder, new VersionOptions(number, stateBytes));
        }

        context.Say($"{SwapCount + 1} different versions compiled");
        return SwapCount + 1;
    }

    /// <returns>Moments next to fills, for swaps and for their controls in turns.</returns>
    private static long[] PlayPlain(SwapDay day, string journal)
    {
        SoakContext.Remove(journal);
        new BacktestSession(day.WithoutSwaps(), journal, new BacktestOptions()).Run();
        return [.. SwapMoments.Choose(DaySurvey.Of(journal), 2 * SwapCount, WatchedEvents, LeadShare, Seed)];
    }

    private SwapFindings PlaySwaps(
        SoakContext context, SwapDay day, long[] moments, string plainJournal, string journal)
    {
        SoakContext.Remove(journal);
        GC.Collect();
        GC.WaitForPendingFinalizers();
        MemorySample before = MemorySample.Take(0);
        SwapReporter reporter = new(stateBytes, context.Options.HotCpu);
        IReadOnlyList<MemorySample> samples = Play(reporter, context, day, moments, plainJournal, journal);
        GC.Collect();
        reporter.AddMemory(before, samples, MemorySample.Take(SwapCount));
        return reporter.Findings;
    }

    /// <summary>Not inlined: the session and its result, gaps above all, must be gone when memory is looked at.</summary>
    [MethodImpl(MethodImplOptions.NoInlining)]
    private static IReadOnlyList<MemorySample> Play(
        SwapReporter reporter, SoakContext context, SwapDay day, long[] moments, string plainJournal, string journal)
    {
        long[] swaps = [.. moments.Where((_, index) => index % 2 == 0)];
        BacktestSession session = new(
            day.WithSwaps(swaps),
            journal,
            new BacktestOptions
            {
                Pace = context.Options.Pace,
                HotCpu = context.Options.HotCpu,
                MeasureGaps = true,
                MarkEvents = [.. moments.Where((_, index) => index % 2 == 1)],
            });
        SessionResult result;
        MemoryWatch watch = new(session.Progress, swaps, SampleEvery);
        using (watch)
        {
            result = session.Run();
        }

        reporter.AddChecks(result, DaySurvey.Of(journal), DaySurvey.Of(plainJournal));
        reporter.AddPauses(result);
        return watch.Samples;
    }

    /// <summary>Nothing of the process that wrote the journal can help.</summary>
    private static string Replay(string journal)
    {
        ProcessStartInfo start = new(Environment.ProcessPath!)
        {
            RedirectStandardOutput = true,
            ArgumentList = { "replay", journal },
        };
        using Process process = Process.Start(start)!;
        string output = process.StandardOutput.ReadToEnd().Trim();
        process.WaitForExit();
        return process.ExitCode is 0 or 1 ? output : $"difference: the replay ended with exit code {process.ExitCode}: {output}";
    }
}
