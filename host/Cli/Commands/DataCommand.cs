using System.CommandLine;
using System.Globalization;
using Spectre.Console;
using Strategies.Cell.Processes;
using Strategies.Cli.Output;
using Strategies.Feeds;
using Strategies.Feeds.Verification;
using Strategies.Program;

namespace Strategies.Cli.Commands;

/// <summary><c>strat data</c>: looks at market-data files.</summary>
internal static class DataCommand
{
    internal static Command Make()
    {
        Command data = new("data", "Checks market-data files and makes small artificial ones.");
        data.Subcommands.Add(MakeVerify());
        data.Subcommands.Add(DataSampleCommand.Make());
        return data;
    }

    private static Command MakeVerify()
    {
        Argument<string> file =
            new("file") { Description = "A LOBSTER zip as published, a framed ITCH 5.0 file or a pcap." };
        Option<string?> date =
            new("--date") { Description = "Trade date (yyyy-MM-dd) of a file that does not say it." };
        Option<bool> json = new("--json") { Description = "One JSON line last on standard output." };
        Command verify =
            new("verify", "Counts a file's messages by type and looks for damage; for LOBSTER also rebuilds the book and compares "
            + "it with the orderbook file. Exit 1 on any difference or damage.")
        {
            file, date, json,
        };
        verify.SetAction(parsed => CommandRunner.Run(
            parsed.GetValue(json), terminal => Verify(terminal, parsed.GetValue(file)!, parsed.GetValue(date))));
        return verify;
    }

    private static int Verify(Terminal terminal, string file, string? date)
    {
        FeedOptions options = date is null ? new FeedOptions() : new FeedOptions { TradeDate = DateOf(file, date) };
        DataReport report = ProgressBar.Run(
            terminal, "verifying", progress => DataVerifier.Verify(file, progress, options));
        if (terminal.IsJson)
        {
            Terminal.WriteJson(Json(report));
        }
        else
        {
            Show(terminal, report);
        }

        if (report.Damage is { } damage)
        {
            Console.Error.WriteLine($"damage: {Words.Damage(damage)}");
            Console.Error.WriteLine($"hint: {damage.Hint}");
        }

        return report.IsClean ? ExitCode.Success : ExitCode.Difference;
    }

    private static DateOnly DateOf(string file, string text) =>
        DateOnly.TryParseExact(text, "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out DateOnly date)
            ? date
            : throw FeedException.ForFile(file, $"--date {text} is not a date", "write it as yyyy-MM-dd");

    private static Dictionary<string, object?> Json(DataReport report)
    {
        Dictionary<string, object?> json = new()
        {
            ["file"] = report.File,
            ["kind"] = report.Kind.ToString(),
            ["tradeDate"] = report.TradeDate.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture),
            ["packets"] = report.Packets,
            ["messages"] = report.Messages,
            ["countsByType"] = report.CountsByType,
            ["symbols"] = report.Symbols,
            ["firstTimeNs"] = report.FirstTimeNs,
            ["lastTimeNs"] = report.LastTimeNs,
            ["timeReversals"] = report.TimeReversals,
            ["stampsBeyondDay"] = report.Stamps.BeyondDay,
            ["stampJumps"] = report.Stamps.Jumps,
            ["longestStampJumpNs"] = report.Stamps.LongestJumpNs,
            ["invalidMessages"] = report.InvalidMessages,
            ["oddMessages"] = report.OddMessages,
            ["repeatedMessages"] = report.RepeatedMessages,
            ["orders"] = report.Orders,
            ["capture"] = report.Capture,
            ["sessions"] = report.Sessions,
            ["remark"] = report.Remark.Length > 0 ? report.Remark : null,
            ["damage"] = report.Damage is { } damage ? Words.Damage(damage) : null,
            ["isClean"] = report.IsClean,
            ["verdict"] = DataVerdict.Of(report),
        };
        if (report.Lobster is { } lobster)
        {
            json["rows"] = lobster.Rows;
            json["oneStepDiffering"] = lobster.OneStepDiffering;
            json["wholeDayDiffering"] = lobster.WholeDayDiffering;
            json["levelsTaken"] = lobster.LevelsTaken;
            json["crossedRows"] = lobster.CrossedRows;
            json["firstDifferingRow"] = lobster.FirstDifferingRow;
        }

        return json;
    }

    private static void Show(Terminal terminal, DataReport report)
    {
        Table table = new Table().Border(TableBorder.Rounded).AddColumn("what").AddColumn(
            new TableColumn("value").RightAligned());
        table.AddRow("file", Markup.Escape(Path.GetFileName(report.File)));
        table.AddRow("kind, trade date", $"{report.Kind}, {report.TradeDate:yyyy-MM-dd}");
        table.AddRow("packets", Number(report.Packets));
        table.AddRow("messages", Number(report.Messages));
        foreach ((string type, long count) in report.CountsByType)
        {
            table.AddRow($"  type {Markup.Escape(type)}", Number(count));
        }

        table.AddRow("symbols", Markup.Escape(Symbols(report.Symbols)));
        table.AddRow("from", Words.Time(report.FirstTimeNs));
        table.AddRow("to", Words.Time(report.LastTimeNs));
        table.AddRow("times that go back", Number(report.TimeReversals));
        ShowOddities(table, report);
        foreach (FeedSession session in report.Sessions)
        {
            ShowSession(table, session);
        }

        if (report.Lobster is { } lobster)
        {
            table.AddRow("rows", Number(lobster.Rows));
            table.AddRow("one step: rows that differ", Number(lobster.OneStepDiffering));
            table.AddRow("whole day: rows that differ", Number(lobster.WholeDayDiffering));
            table.AddRow("levels taken from outside the window", Number(lobster.LevelsTaken));
            table.AddRow("rows with a crossed book", Number(lobster.CrossedRows));
        }

        string color = !report.IsClean ? "red" : report.Gaps > 0 ? "yellow" : "green";
        table.AddRow("verdict", $"[{color}]{Markup.Escape(DataVerdict.Of(report))}[/]");
        terminal.Results.Write(table);
    }

    private static void ShowOddities(Table table, DataReport report)
    {
        StampReport stamps = report.Stamps;
        table.AddRow("stamps beyond the day", With(stamps.BeyondDay, $"first at {stamps.FirstBeyondDay}"));
        table.AddRow(
            "stamps that jump by hours",
            With(stamps.Jumps, $"longest {Words.Span(stamps.LongestJumpNs)} at {stamps.LongestJumpAt}"));
        table.AddRow("messages of no shares or at no price", With(report.InvalidMessages, $"first at {report.FirstInvalid}"));
        if (report.OddMessages > 0)
        {
            table.AddRow("messages that ITCH 5.0 does not have", With(report.OddMessages, $"first at {report.FirstOdd}"));
        }

        if (report.Kind == FeedKind.ItchFile)
        {
            table.AddRow("messages that repeat one before", Number(report.RepeatedMessages));
        }

        OrderReport orders = report.Orders;
        table.AddRow("orders added twice", With(orders.RepeatedAdds, $"first at {orders.FirstOdd}"));
        table.AddRow("more taken of an order than is left", With(orders.Overdrawn, $"first oddity at {orders.FirstOdd}"));
        table.AddRow("messages about orders that are not in it", With(orders.Unknown, $"first at {orders.FirstUnknown}"));
        if (report.Capture is { } capture)
        {
            ShowCapture(table, capture);
        }

        if (report.Remark.Length > 0)
        {
            table.AddRow("remark", Markup.Escape(report.Remark));
        }
    }

    private static void ShowCapture(Table table, CaptureReport capture)
    {
        table.AddRow("frames with a wrong checksum", Number(capture.DamagedFrames));
        table.AddRow("fragments", Number(capture.Fragments));
        table.AddRow("frames of the feed under another header", With(capture.DisguisedFrames, $"first oddity at {capture.FirstOdd}"));
        table.AddRow(
            "messages heard again with other bytes", With(capture.ContradictingMessages, $"first oddity at {capture.FirstOdd}"));
        table.AddRow("messages too late to be taken", With(capture.LateMessages, $"first oddity at {capture.FirstOdd}"));
        if (capture.OddSessions.Count > 0)
        {
            table.AddRow("odd sessions", Markup.Escape(string.Join(", ", capture.OddSessions)));
        }

        if (capture.ChecksumNote.Length > 0)
        {
            table.AddRow("checksums", Markup.Escape(capture.ChecksumNote));
        }
    }

    private static void ShowSession(Table table, FeedSession session)
    {
        table.AddRow(
            $"session {Markup.Escape(session.Name)}",
            $"{Number((long)session.FirstSequence)} to {Number((long)session.LastSequence)}");
        table.AddRow("  gaps", With(session.Gaps, $"{Number((long)session.MissingMessages)} messages missing"));
        table.AddRow("  messages heard again, taken once", Number((long)session.DuplicateMessages));
    }

    private static string With(long count, string more) =>
        count == 0 ? "0" : $"{Number(count)}, {Markup.Escape(more)}";

    private static string Symbols(IReadOnlyList<string> symbols) => symbols.Count <= 8
        ? string.Join(' ', symbols)
        : $"{string.Join(' ', symbols.Take(8))} ... ({symbols.Count})";

    private static string Number(long value) => value.ToString("N0", CultureInfo.InvariantCulture);
}
