using System.Diagnostics;
using Strategies.Journal;
using Strategies.Journal.Segments;
using Strategies.Records;

namespace Strategies.Crashes;

/// <summary>Plays a plan in a process of its own and kills it with SIGKILL at a moment.</summary>
internal sealed class KilledSession(CrashPlan plan)
{
    /// <summary>Plays without a kill.</summary>
    /// <returns>How many inputs the day has.</returns>
    internal ulong PlayToTheEnd(string journal)
    {
        using Process process = Start(journal);
        process.WaitForExit();
        if (process.ExitCode != 0)
        {
            throw new InvalidOperationException($"the session ended with {process.ExitCode}");
        }

        using JournalReader inputs = JournalReader.OpenInputs(journal);
        while (inputs.MoveNext())
        {
        }

        return inputs.LastSequence;
    }

    /// <summary>Plays and kills.</summary>
    /// <param name="journal">Folder of the new journal.</param>
    /// <param name="moment">When.</param>
    /// <param name="notBefore">The input behind which it is to come, or the swap or snapshot at which it does.</param>
    /// <returns>False when the day was over before the moment came.</returns>
    internal bool PlayAndKill(string journal, KillMoment moment, ulong notBefore)
    {
        using Process process = Start(journal);
        AwaitJournal(process, journal);
        switch (moment)
        {
            case KillMoment.InSwap:
                AwaitSwap(process, journal, notBefore);
                break;
            case KillMoment.InSnapshot:
                AwaitInput(process, journal, notBefore);
                SpinWait.SpinUntil(() => process.HasExited || HasTemporary(journal));
                break;
            default:
                AwaitInput(process, journal, notBefore);
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

    private static void AwaitInput(Process process, string journal, ulong sequence)
    {
        if (process.HasExited)
        {
            return;
        }

        using JournalReader inputs = JournalReader.OpenInputs(journal, JournalReadMode.Follow);
        while (inputs.LastSequence < sequence && !process.HasExited)
        {
            if (!inputs.MoveNext())
            {
                Thread.Yield();
            }
        }
    }

    private static void AwaitSwap(Process process, string journal, ulong notBefore)
    {
        using JournalReader inputs = JournalReader.OpenInputs(journal, JournalReadMode.Follow);
        while (!process.HasExited)
        {
            while (inputs.MoveNext())
            {
                if (inputs.Header.Type == RecordType.SwapRequested
                    && RecordWriter.Payload<SwapRequestedPayload>(inputs.Record).Kind == SwapKind.Swap
                    && inputs.Header.Sequence >= notBefore)
                {
                    return;
                }
            }

            Thread.SpinWait(64);
        }
    }
}
