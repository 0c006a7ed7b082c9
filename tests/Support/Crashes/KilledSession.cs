using System.Diagnostics;
using Strategies.Journal;
using Strategies.Journal.Segments;
using Strategies.Records;

namespace Strategies.Crashes;

/// <summary>Plays a plan in a process of its own and kills it with SIGKILL at a moment.</summary>
internal sealed class KilledSession(CrashPlan plan)
{
    /// <summary>Plays without a kill.</summary>
    /// <returns>How long it was from the first input in the journal to the end.</returns>
    internal TimeSpan PlayToTheEnd(string journal)
    {
        using Process process = Start(journal);
        AwaitJournal(process, journal);
        long start = Stopwatch.GetTimestamp();
        process.WaitForExit();
        return process.ExitCode == 0
            ? Stopwatch.GetElapsedTime(start)
            : throw new InvalidOperationException($"the session ended with {process.ExitCode}");
    }

    /// <summary>Plays and kills.</summary>
    /// <param name="journal">Folder of the new journal.</param>
    /// <param name="moment">When.</param>
    /// <param name="fraction">How far through the day, 0 to 1; for a swap or a snapshot: which one, as a fraction.</param>
    /// <param name="wholeDay">How long the day takes.</param>
    /// <returns>False when the day was over before the moment came.</returns>
    internal bool PlayAndKill(string journal, KillMoment moment, double fraction, TimeSpan wholeDay)
    {
        using Process process = Start(journal);
        AwaitJournal(process, journal);
        switch (moment)
        {
            case KillMoment.InSwap:
                AwaitSwap(process, journal, fraction * wholeDay);
                break;
            case KillMoment.InSnapshot:
                process.WaitForExit(fraction * wholeDay);
                SpinWait.SpinUntil(() => process.HasExited || HasTemporary(journal));
                break;
            default:
                process.WaitForExit(fraction * wholeDay);
                break;
        }

        if (process.HasExited)
        {
            return false;
        }

        process.Kill();
        process.WaitForExit();
        return true;
    }

    private Process Start(string journal)
    {
        ProcessStartInfo start = new(
            plan.Strat,
            [
                "backtest", plan.PlanFile, "--journal", journal, "--pace", plan.Pace,
                "--snapshot-every", plan.SnapshotEvery.ToString(System.Globalization.CultureInfo.InvariantCulture),
            ])
        {
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };
        Process process = Process.Start(start)!;
        process.OutputDataReceived += static (_, _) => { };
        process.ErrorDataReceived += static (_, _) => { };
        process.BeginOutputReadLine();
        process.BeginErrorReadLine();
        return process;
    }

    /// <summary>Until the first version is in its slot: before, there is nothing to come back to.</summary>
    private static void AwaitJournal(Process process, string journal)
    {
        string first = new JournalLayout(journal).SegmentFile(SegmentKind.Input, 1);
        while (!File.Exists(first) && !process.HasExited)
        {
            Thread.Sleep(1);
        }

        if (process.HasExited)
        {
            return;
        }

        using JournalReader inputs = JournalReader.OpenInputs(journal, JournalReadMode.Follow);
        while (!process.HasExited)
        {
            while (inputs.MoveNext())
            {
                if (inputs.Header.Type == RecordType.SwapCommitted)
                {
                    return;
                }
            }

            Thread.Sleep(1);
        }
    }

    private static bool HasTemporary(string journal)
    {
        string folder = new JournalLayout(journal).SnapshotFolder;
        return Directory.Exists(folder)
            && Directory.EnumerateFiles(folder).Any(file => !file.EndsWith(".snap", StringComparison.Ordinal));
    }

    private static void AwaitSwap(Process process, string journal, TimeSpan notBefore)
    {
        long start = Stopwatch.GetTimestamp();
        using JournalReader inputs = JournalReader.OpenInputs(journal, JournalReadMode.Follow);
        while (!process.HasExited)
        {
            while (inputs.MoveNext())
            {
                if (inputs.Header.Type == RecordType.SwapRequested
                    && RecordWriter.Payload<SwapRequestedPayload>(inputs.Record).Kind == SwapKind.Swap
                    && Stopwatch.GetElapsedTime(start) >= notBefore)
                {
                    return;
                }
            }

            Thread.SpinWait(64);
        }
    }
}
