using System.CommandLine;
using Strategies.Cell.Processes;
using Strategies.Cli.Output;
using Strategies.Cli.Remote;
using Strategies.Journal;
using Strategies.Journal.Describe;
using Strategies.Program;
using Strategies.Risk.Naming;

namespace Strategies.Cli.Commands;

/// <summary><c>strat log</c>: what strategies have written during a day, live too.</summary>
internal static class LogCommand
{
    private const int UsualCount = 100;

    /// <summary>A person reads it.</summary>
    private static readonly TimeSpan Pause = TimeSpan.FromMilliseconds(100);

    internal static Command Make()
    {
        DayFolder day = new();
        Option<string?> slot = new Option<string?>("--slot") { Description = "Only this slot's lines." }.Naming(NameKind.Slot);
        Option<int> count = new("--count", "-n")
        {
            Description = "How many of the last lines; 0 for none of those that are there.",
            DefaultValueFactory = _ => UsualCount,
        };
        Option<bool> follow = new("--follow", "-f") { Description = "Goes on with new lines until Ctrl-C; of a cell's day." };
        Option<bool> json = new("--json") { Description = "One JSON object a line." };
        Command log = new(
            "log", "Shows what strategies have logged, with the numbers in it: of a journal, or of the day that a cell trades.")
        {
            day.Folder, day.Cell, slot, count, follow, json,
        };
        log.Validators.Add(day.Validate);
        log.Validators.Add(result =>
        {
            if (result.GetValue(follow) && result.GetValue(day.Folder) is not null)
            {
                result.AddError("--follow goes with --cell: nobody writes to a journal at rest");
            }
        });
        log.SetAction(parsed => CommandRunner.Run(parsed.GetValue(json), terminal =>
        {
            (string folder, JournalReadMode mode) = day.Of(parsed);
            using StrategyLog lines = StrategyLog.Open(folder, mode, parsed.GetValue(slot));
            ShowLast(terminal, lines, Math.Max(0, parsed.GetValue(count)));
            return parsed.GetValue(follow) ? Follow(terminal, lines, folder) : ExitCode.Success;
        }));
        return log;
    }

    private static void ShowLast(Terminal terminal, StrategyLog lines, int count)
    {
        Queue<LogLine> last = new();
        while (lines.Next() is { } line)
        {
            last.Enqueue(line);
            if (last.Count > count)
            {
                last.Dequeue();
            }
        }

        foreach (LogLine line in last)
        {
            Show(terminal, line);
        }
    }

    /// <summary>Until a signal comes, or the cell has come down and with it the journal in memory.</summary>
    private static int Follow(Terminal terminal, StrategyLog lines, string folder)
    {
        using SignalWatch signals = new();
        while (!signals.IsSignaled)
        {
            // Looked at before the last lines are read, so that none is missed.
            bool isThere = Directory.Exists(folder);
            while (lines.Next() is { } line)
            {
                Show(terminal, line);
            }

            if (!isThere)
            {
                terminal.Say("the cell has come down");
                return ExitCode.Success;
            }

            Thread.Sleep(Pause);
        }

        return signals.Code;
    }

    private static void Show(Terminal terminal, LogLine line)
    {
        if (terminal.IsJson)
        {
            Terminal.WriteJson(line);
        }
        else
        {
            Terminal.Line($"{line.Time[11..]}  {line.Slot}  {line.Level}  {line.Text}");
        }
    }
}
