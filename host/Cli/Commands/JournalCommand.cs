using System.CommandLine;
using Spectre.Console;
using Strategies.Cell.Processes;
using Strategies.Cli.Output;
using Strategies.Journal;
using Strategies.Journal.Describe;
using Strategies.Journal.Snapshots;
using Strategies.Program;

namespace Strategies.Cli.Commands;

/// <summary><c>strat journal</c>: shows what a journal holds, in words.</summary>
internal static class JournalCommand
{
    private static readonly Argument<string> Folder = new("dir") { Description = "Folder of a journal." };
    private static readonly Option<bool> Outputs =
        new("--outputs") { Description = "The engine's outputs in place of its inputs." };
    private static readonly Option<bool> Json =
        new("--json") { Description = "One JSON line last on standard output." };

    private static readonly Option<bool> JsonLines =
        new("--json") { Description = "One JSON object a record, every field under its own name." };

    internal static Command Make()
    {
        Command journal = new(
            "journal", "Shows what a journal holds, in words, or cuts it. The journal may not be open for writing.");
        Command list = new("ls", "Lists the segments and what they hold, and the snapshots and whether they can be used.")
        {
            Folder, Json,
        };
        list.SetAction(parsed => CommandRunner.Run(
            parsed.GetValue(Json), terminal => List(terminal, parsed.GetValue(Folder)!)));
        journal.Subcommands.Add(list);
        journal.Subcommands.Add(MakeCat());
        journal.Subcommands.Add(MakeTail());
        journal.Subcommands.Add(JournalCutCommand.Make());
        return journal;
    }

    private static Command MakeCat()
    {
        Option<ulong> from =
            new("--from") { Description = "First input number (for outputs: of the input that caused them)." };
        Option<ulong> to =
            new("--to") { Description = "Last input number.", DefaultValueFactory = _ => ulong.MaxValue };
        Option<string?> type =
            new("--type") { Description = "Only records of this type, for example ExecutionReport or OrderRejected." };
        Command cat = new("cat", "Prints records, one line each.") { Folder, Outputs, from, to, type, JsonLines };
        cat.SetAction(parsed => CommandRunner.Run(parsed.GetValue(JsonLines), terminal =>
        {
            RecordFilter filter = RecordFilter.Of(parsed.GetValue(from), parsed.GetValue(to), parsed.GetValue(type));
            return Cat(terminal, parsed.GetValue(Folder)!, parsed.GetValue(Outputs), filter);
        }));
        return cat;
    }

    private static Command MakeTail()
    {
        Option<int> count = new("--count", "-n") { Description = "How many records.", DefaultValueFactory = _ => 10 };
        Command tail = new("tail", "Prints the last records.") { Folder, Outputs, count, JsonLines };
        tail.SetAction(parsed => CommandRunner.Run(
            parsed.GetValue(JsonLines),
            terminal =>
                Tail(
                    terminal,
                    parsed.GetValue(Folder)!,
                    parsed.GetValue(Outputs),
                    Math.Max(1, parsed.GetValue(count)))));
        return tail;
    }

    private static int List(Terminal terminal, string folder)
    {
        List<SegmentLine> segments =
        [
            .. SegmentLines.Of(folder, areOutputs: false),
            .. SegmentLines.Of(folder, areOutputs: true),
        ];
        IReadOnlyList<SnapshotEntry> snapshots = new SnapshotStore(new JournalLayout(folder)).List();
        if (terminal.IsJson)
        {
            Terminal.WriteJson(new { segments, snapshots = snapshots.Select(SnapshotLine.Of) });
            return ExitCode.Success;
        }

        Table table = new Table().Border(TableBorder.Rounded)
            .AddColumns("segment", "records", "first", "last", "from", "to");
        foreach (SegmentLine segment in segments)
        {
            table.AddRow(
                Markup.Escape(segment.Name),
                Words.Count(segment.Records),
                Words.Count((long)segment.First),
                Words.Count((long)segment.Last),
                Words.Time(segment.FromNs),
                Words.Time(segment.ToNs));
        }

        terminal.Results.Write(table);
        if (snapshots.Count > 0)
        {
            terminal.Results.Write(SnapshotLine.Table(snapshots));
        }

        return ExitCode.Success;
    }

    private static int Cat(Terminal terminal, string folder, bool areOutputs, RecordFilter filter)
    {
        using JournalReader reader = Open(folder, areOutputs);
        while (reader.MoveNext() && reader.Header.Sequence <= filter.To)
        {
            if (filter.Takes(in reader.Header))
            {
                Terminal.Line(LineOf(terminal, reader.Record));
            }
        }

        return ExitCode.Success;
    }

    private static int Tail(Terminal terminal, string folder, bool areOutputs, int count)
    {
        Queue<byte[]> last = new(count);
        using (JournalReader reader = Open(folder, areOutputs))
        {
            while (reader.MoveNext())
            {
                if (last.Count == count)
                {
                    last.Dequeue();
                }

                last.Enqueue(reader.Record.ToArray());
            }
        }

        foreach (byte[] record in last)
        {
            Terminal.Line(LineOf(terminal, record));
        }

        return ExitCode.Success;
    }

    private static JournalReader Open(string folder, bool areOutputs) =>
        areOutputs ? JournalReader.OpenOutputs(folder) : JournalReader.OpenInputs(folder);

    /// <summary>A record for a person, or for a program.</summary>
    private static string LineOf(Terminal terminal, ReadOnlySpan<byte> record) =>
        terminal.IsJson ? RecordJson.Of(record) : RecordDescriber.Describe(record);
}
