using Strategies.Feeds.Verification;

namespace Strategies.Cli.Output;

/// <summary>What is to be thought of a file of market data, in one line.</summary>
internal static class DataVerdict
{
    internal static string Of(DataReport report)
    {
        List<string> findings = [.. Faults(report), .. Notes(report)];
        string verdict = !report.IsClean ? "not clean" : report.Gaps > 0 ? "no damage" : "clean";
        return findings.Count == 0 ? verdict : $"{verdict}: {string.Join(", ", findings)}";
    }

    private static IEnumerable<string> Faults(DataReport report)
    {
        if (report.Damage is not null)
        {
            yield return "damaged";
        }

        if (report.Lobster?.FirstDifferingRow is { } row)
        {
            yield return $"the book differs from row {Words.Count(row)} on";
        }

        if (report.Lobster is { CrossedRows: > 0 } lobster)
        {
            yield return $"{Counted(lobster.CrossedRows, "row")} with a crossed book";
        }

        if (report is { Messages: 0, Damage: null })
        {
            yield return "there is no message in it";
        }

        if (report.OddMessages > 0)
        {
            yield return $"{Counted(report.OddMessages, "message")} that ITCH 5.0 does not have";
        }

        if (report.InvalidMessages > 0)
        {
            yield return $"{Counted(report.InvalidMessages, "message")} of no shares or at no price";
        }

        if (report.RepeatedMessages > 0)
        {
            yield return $"{Counted(report.RepeatedMessages, "message")} twice";
        }

        foreach (string fault in OrderFaults(report).Concat(report.Capture is { } capture ? CaptureFaults(capture) : []))
        {
            yield return fault;
        }

        if (report.Stamps.BeyondDay > 0)
        {
            yield return $"{Counted(report.Stamps.BeyondDay, "stamp")} beyond the day";
        }

        if (report.Remark.Length > 0)
        {
            yield return report.Remark;
        }
    }

    private static IEnumerable<string> OrderFaults(DataReport report)
    {
        if (report.Orders.RepeatedAdds > 0)
        {
            yield return $"{Counted(report.Orders.RepeatedAdds, "order")} added twice";
        }

        if (report.Orders.Overdrawn > 0)
        {
            yield return $"{Counted(report.Orders.Overdrawn, "time")} more taken of an order than is left";
        }

        if (report.IsTimeTurned)
        {
            yield return $"the time goes back {Counted(report.TimeReversals, "time")}";
        }
    }

    private static IEnumerable<string> CaptureFaults(CaptureReport capture)
    {
        if (capture.Fragments > 0)
        {
            yield return $"{Counted(capture.Fragments, "fragment")} left out";
        }

        if (capture.DisguisedFrames > 0)
        {
            yield return $"{Counted(capture.DisguisedFrames, "frame")} of the feed left out for what a header says";
        }

        if (capture.ContradictingMessages > 0)
        {
            yield return $"{Counted(capture.ContradictingMessages, "message")} heard again with other bytes";
        }

        if (capture.LateMessages > 0)
        {
            yield return $"{Counted(capture.LateMessages, "message")} too late to be taken";
        }

        foreach (string session in capture.OddSessions)
        {
            yield return $"session {session}";
        }
    }

    private static IEnumerable<string> Notes(DataReport report)
    {
        if (report.Gaps > 0)
        {
            yield return $"{Counted(report.MissingMessages, "message")} missing in {Counted(report.Gaps, "gap")}";
        }

        if (report.DuplicateMessages > 0)
        {
            yield return $"{Counted(report.DuplicateMessages, "message")} heard again, taken once";
        }

        if (report.Capture is { ChecksumNote.Length: > 0 } capture)
        {
            yield return capture.ChecksumNote;
        }

        if (report.Stamps.Jumps > 0)
        {
            yield return $"{Counted(report.Stamps.Jumps, "jump")} of hours in the stamps";
        }
    }

    private static string Counted(long count, string what) => $"{Words.Count(count)} {what}{(count == 1 ? "" : "s")}";
}
