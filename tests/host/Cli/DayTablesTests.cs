using System.Text.RegularExpressions;
using HdrHistogram;
using Spectre.Console;
using Spectre.Console.Rendering;
using Strategies.Cli.Commands;
using Strategies.Engine;
using Strategies.Plans;
using Strategies.Records;
using Strategies.Sdk;
using Strategies.Session.Results;

namespace Strategies.Cli.Tests;

/// <summary>The tables of a day on a terminal of 80 columns: nothing is wider, and no number is broken in its middle.</summary>
public sealed partial class DayTablesTests
{
    private const int Narrow = 80;
    private const int Wide = 400;

    [Fact]
    public void The_widest_tables_fit_80_columns_and_every_number_stays_whole()
    {
        foreach (IRenderable table in DayTables.Of("a plan with a name of some length", Widest(), new ReplayVerdict(true, true, int.MaxValue)))
        {
            string narrow = Render(table, Narrow);
            Assert.All(narrow.Split('\n'), line => Assert.True(line.TrimEnd().Length <= Narrow, narrow));
            Assert.True(Numbers(Render(table, Wide)).SequenceEqual(Numbers(narrow)), $"a number is broken:\n{narrow}");
            Assert.DoesNotContain("…", narrow);
        }
    }

    [Fact]
    public void A_number_that_a_table_breaks_is_seen()
    {
        Table table = new Table().AddColumns("a", "b", "c", "d", "e", "f", "g").AddRow([.. Enumerable.Repeat("1,234,567,890", 7)]);
        Assert.False(Numbers(Render(table, Wide)).SequenceEqual(Numbers(Render(table, Narrow))));
    }

    [Fact]
    public void Every_table_is_shown_and_what_is_not_known_is_said_so()
    {
        string all = string.Concat(DayTables.Of("plan", Widest(), replayed: null).Select(table => Render(table, Narrow)));
        Assert.All(
            (string[])["not known: the processes have ended", "not pinned", "not asked for (--verify-replay)", "pause", "took", "refused because of"],
            words => Assert.Contains(words, all));
        Assert.DoesNotContain(" of  ", all);
    }

    /// <summary>Digits with what groups them, ordered: a broken one is another one, or two.</summary>
    private static string[] Numbers(string text) => [.. Number().Matches(text).Select(match => match.Value).Order(StringComparer.Ordinal)];

    private static string Render(IRenderable table, int columns)
    {
        StringWriter writer = new();
        IAnsiConsole console = AnsiConsole.Create(new AnsiConsoleSettings
        {
            Ansi = AnsiSupport.No,
            ColorSystem = ColorSystemSupport.NoColors,
            Out = new AnsiConsoleOutput(writer),
        });
        console.Profile.Width = columns;
        console.Write(table);
        return writer.ToString();
    }

    private static SessionResult Widest()
    {
        LongHistogram latencies = new(10_000_000_000, 3);
        latencies.RecordValue(1_234_567_890);
        return new SessionResult
        {
            Feeds = [new FeedReport(1, "NASDAQ", "a.zip", 123_456_789, 123_456_789), new FeedReport(2, "BATS", "b.zip", 123_456_789, 1)],
            FeedMessages = 1_234_567_890,
            RecordMessages = 1_234_567_890,
            EventsLost = 1_234_567_890,
            Counters = new EngineCounters { CrossedBooks = 1_234_567 },
            Orders = 123_456_789,
            Fills = 123_456_789,
            Rejects = new Dictionary<RejectReason, long> { [RejectReason.UnknownInstrument] = 1_234_567_890 },
            Swaps =
            [
                new SwapReport
                {
                    Slot = "momentum", Kind = PlanActionKind.Rollback, AtSequence = 1_234_567_890, PauseNs = 12_345_600,
                    FromHash = new Hash256(1, 2, 3, 4), ToHash = new Hash256(5, 6, 7, 8), StateBytes = 1_048_576, WorkingOrdersBefore = 1_234, WorkingOrdersAfter = 1_234,
                },
                new SwapReport
                {
                    Slot = "a-slot-with-a-name-of-32-letters", Kind = PlanActionKind.Swap,
                    Preparation = "the version needs 123,456,789 ns, its pause may be 1,000,000 ns and no more than that",
                },
            ],
            ActionsNotRun = 1,
            Slots =
            [
                new SlotReport("maker", SlotState.Running, 0, 1_234_567_890, ""),
                new SlotReport(
                    "a-slot-with-a-name-of-32-letters", SlotState.Quarantined, 0, -1,
                    "OnBook threw InvalidOperationException: 1,234,567 is more than 123,456 and there is a great deal more to say of it"),
            ],
            Positions =
            [
                new PositionReport("maker", "house", "AMZN", "AMZN", "NASDAQ", "USD", -123_456, 0, 1_234_567.89m, -234_567.89m, -12_345.67m),
            ],
            Overruns =
            [
                new OverrunReport(
                    "momentum", OverrunKind.Time, StrategyCall.OnOrderUpdate, 12_345_678, 1_000_000, 1_234_567_890,
                    OverrunAction.QuarantineAndRollback, 1_234_567),
            ],
            CallbackNumbers = [],
            TickToOrder = latencies,
            GcCounts = [123, 45, 6],
            HotThreadAllocatedBytes = 1_234_567_890,
            HotThreadCompiledMethods = 1_234,
            PinnedCpu = -1,
            LastSequence = 1_234_567_890,
            Outputs = 1_234_567_890,
            Digest = default,
            Elapsed = TimeSpan.FromSeconds(23_400.12),
            JournalDir = "/tmp/day",
        };
    }

    [GeneratedRegex(@"[0-9][0-9,.]*")]
    private static partial Regex Number();
}
