using System.Diagnostics;
using System.Text.Json;
using Strategies.Cli.Tests.Support;
using Strategies.Journal;
using Strategies.Records;
using Strategies.Sdk;

namespace Strategies.Cli.Tests;

/// <summary>What strategies have written, asked of the real program.</summary>
public sealed class LogCommandTests
{
    private const string Logging =
        "if (_books % 100 == 0) Context.Log(LogLevel.Warning, \"book {0} at {1:price}\"u8, _books, 12 * Price.Scale + _books);";

    private static JsonElement[] LinesOf(StratResult result) =>
        [.. result.Output.Split('\n', StringSplitOptions.RemoveEmptyEntries).Select(line => JsonDocument.Parse(line).RootElement)];

    [Fact]
    public void Lines_of_a_day_come_in_order_with_the_numbers_in_them()
    {
        using SmallSession session = new();
        session.WritePlanWith(PluginTestCompiler.Compile(
            session.PathOf("own"), "Own", OwnStrategy.Source("Demo", "Context.Subscribe(new InstrumentId(1));", Logging)));
        session.Play().Require(StratResult.Success);
        JsonElement[] lines = LinesOf(Strat.Run("log", session.JournalDir, "--slot", "ladder", "--json").Require(StratResult.Success));
        Assert.True(lines.Length > 5, $"{lines.Length} lines");
        for (int index = 0; index < lines.Length; index++)
        {
            int books = (index + 1) * 100;
            Assert.Equal($"book {books} at {new Price((12 * Price.Scale) + books)}", lines[index].GetProperty("text").GetString());
            Assert.Equal(("ladder", "Warning"), (lines[index].GetProperty("slot").GetString(), lines[index].GetProperty("level").GetString()));
        }

        StratResult last = Strat.Run("log", session.JournalDir, "-n", "2").Require(StratResult.Success);
        string[] shown = last.Output.Split('\n', StringSplitOptions.RemoveEmptyEntries);
        Assert.Equal(2, shown.Length);
        Assert.EndsWith($"Z  ladder  Warning  {lines[^1].GetProperty("text").GetString()}", shown[1]);
    }

    [Fact]
    public void A_slot_that_the_day_has_not_is_refused_with_those_that_it_has()
    {
        using SmallSession session = new();
        session.Play().Require(StratResult.Success);
        StratResult result = Strat.Run("log", session.JournalDir, "--slot", "lader", "--json").RequireRefused();
        Assert.Contains("no slot 'lader'", result.Error);
        Assert.Contains("ladder", result.Error);
    }

    [Fact]
    public void Following_needs_a_cell() => Assert.Contains(
        "--follow goes with --cell", Strat.Run("log", "/tmp", "--follow").Require(StratResult.Usage).Error);

    [Fact]
    public void A_line_of_a_cell_is_shown_as_it_is_written_until_the_cell_comes_down()
    {
        using SmallCell cell = new();
        JournalWriter journal = JournalWriter.Open(
            cell.Setup.Paths.Journal, new JournalOptions { Cell = 9, Epoch = 1, Environment = EnvironmentInfo.Capture("engine", [], []) });
        Log(journal, 1);
        using Process process = Process.Start(new ProcessStartInfo(
            Strat.Executable, ["log", "--cell", cell.CellFile, "--follow", "--json"])
        {
            RedirectStandardOutput = true,
        })!;
        Assert.Contains("line 1", process.StandardOutput.ReadLine());
        Log(journal, 2);
        Assert.Contains("line 2", process.StandardOutput.ReadLine());
        journal.Dispose();
        Directory.Delete(cell.Setup.Paths.Journal, recursive: true);
        Assert.Null(process.StandardOutput.ReadLine());
        process.WaitForExit();
        Assert.Equal(StratResult.Success, process.ExitCode);
    }

    private static void Log(JournalWriter journal, long number)
    {
        byte[] buffer = new byte[1 << 10];
        RecordHeader clock = new() { Type = RecordType.Clock, SourceKind = SourceKind.Clock, ReceiveTimeNs = number };
        ulong sequence = journal.AppendInput(RecordWriter.Write(buffer, in clock, []));
        LogPayload line = new() { Slot = 1, Level = LogLevel.Information, Argument0 = number, Template = Text200.From("line {0}"u8) };
        RecordHeader header = new() { Type = RecordType.Log, Sequence = sequence };
        journal.AppendOutput(RecordWriter.Write(buffer, in header, in line));
    }
}
