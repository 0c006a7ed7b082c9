using System.Text.Json;
using Strategies.Backtest.Tests.Support;
using Strategies.Cli.Tests.Support;
using Strategies.Journal;
using Strategies.Journal.Snapshots;

namespace Strategies.Cli.Tests;

/// <summary><c>strat journal cut</c> and the snapshots in <c>strat journal ls</c>.</summary>
public sealed class JournalCutCommandTests(GoodJournal journal) : IClassFixture<GoodJournal>
{
    private ulong After => journal.Inputs[journal.Inputs.Count / 2].Sequence;

    [Fact]
    public void A_journal_that_was_cut_is_proved_by_its_replay()
    {
        string copy = journal.Copy();
        StratResult cut = Cut(copy, After, "--yes", "--json").Require(StratResult.Success);
        Assert.True(cut.Json.GetProperty("cut").GetBoolean());
        Assert.Equal(journal.Inputs.Count - (long)After, cut.Json.GetProperty("inputs").GetInt64());
        Assert.Equal(
            journal.Outputs.Count(output => output.Sequence > After), cut.Json.GetProperty("outputs").GetInt32());
        Assert.True(Directory.Exists(cut.Json.GetProperty("folder").GetString()));
        StratResult replay = Strat.Run("replay", copy, "--json").Require(StratResult.Success);
        Assert.True(replay.Json.GetProperty("match").GetBoolean());
        Assert.Equal((long)After, replay.Json.GetProperty("inputs").GetInt64());
        Assert.Equal(
            journal.Outputs.Count(output => output.Sequence <= After),
            replay.Json.GetProperty("outputs").GetInt32());
        Strat.Run("journal", "ls", copy).Require(StratResult.Success);
    }

    [Fact]
    public void Without_a_terminal_and_without_yes_it_is_shown_and_nothing_is_cut()
    {
        string copy = journal.Copy();
        StratResult cut = Cut(copy, After).Require(StratResult.Usage);
        Assert.Contains("The last input that stays is", cut.Error);
        Assert.Contains("Cut out:", cut.Error);
        Assert.Contains("--yes", cut.Error);
        StratResult json = Cut(copy, After, "--json").Require(StratResult.Usage);
        Assert.False(json.Json.GetProperty("cut").GetBoolean());
        Assert.Equal(journal.Inputs.Count, JournalRecord.Inputs(copy).Count);
        Assert.False(Directory.Exists(Path.Combine(copy, "cut")));
    }

    [Fact]
    public void Cutting_behind_the_last_input_changes_nothing()
    {
        string copy = journal.Copy();
        StratResult cut = Cut(copy, journal.Inputs[^1].Sequence, "--json").Require(StratResult.Success);
        Assert.False(cut.Json.GetProperty("cut").GetBoolean());
        Assert.True(Strat.Run("replay", copy, "--json").Json.GetProperty("closedCleanly").GetBoolean());
    }

    [Fact]
    public void An_input_that_is_not_there_is_refused() =>
        Cut(journal.Copy(), journal.Inputs[^1].Sequence + 1, "--yes", "--json")
            .RequireRefused("the journal has no input");

    [Fact]
    public void A_journal_that_a_writer_has_open_is_refused()
    {
        string copy = journal.Copy();
        using FileStream held = new(new JournalLayout(copy).LockFile, FileMode.Open, FileAccess.Write, FileShare.None);
        Cut(copy, After, "--yes", "--json").RequireRefused("open for writing");
    }

    [Fact]
    public void A_folder_of_something_else_is_refused() =>
        Cut(Directory.CreateDirectory(journal.NewFolder()).FullName, 1, "--yes", "--json")
            .RequireRefused("the folder holds no journal");

    [Fact]
    public void Snapshots_are_listed_with_what_is_wrong_with_them()
    {
        string copy = journal.Copy();
        SnapshotStore store = new(new JournalLayout(copy));
        SnapshotEntry good = store.Write(InfoAt(copy, 10), new byte[5_000]);
        SnapshotEntry bad = store.Write(InfoAt(copy, 20), new byte[5_000]);
        string file = Path.Combine(new JournalLayout(copy).SnapshotFolder, bad.Name);
        byte[] bytes = File.ReadAllBytes(file);
        bytes[^1] ^= 1;
        File.WriteAllBytes(file, bytes);
        JsonElement[] listed =
        [
            .. Strat.Run("journal", "ls", copy, "--json").Require(StratResult.Success)
                .Json.GetProperty("snapshots").EnumerateArray(),
        ];
        Assert.Equal([bad.Name, good.Name], listed.Select(line => line.GetProperty("name").GetString()));
        Assert.Equal("SnapshotHash", listed[0].GetProperty("fault").GetString());
        Assert.Equal(
            (true, 10, good.FileBytes),
            (listed[1].GetProperty("usable").GetBoolean(), listed[1].GetProperty("sequence").GetInt32(),
                listed[1].GetProperty("bytes").GetInt64()));
        StratResult table = Strat.Run("journal", "ls", copy).Require(StratResult.Success);
        Assert.Contains("does not match its SHA-256", table.Output);
        Cut(copy, 15, "--yes").Require(StratResult.Success);
        Assert.Equal(good.Name, Assert.Single(store.List()).Name);
    }

    private static SnapshotInfo InfoAt(string folder, ulong sequence)
    {
        using JournalReader reader = JournalReader.OpenInputs(folder, sequence);
        Assert.True(reader.MoveNext());
        return new SnapshotInfo
        {
            Cell = reader.Header.Cell,
            Epoch = reader.Header.Epoch,
            Sequence = sequence,
            EngineTimeNs = reader.Header.ReceiveTimeNs,
            JournalId = reader.Segment!.Value.JournalId,
            RecordCrc32C = reader.Header.Crc32C,
            StateDigest = 0,
            Sources = [],
            Environment = reader.ReadEnvironment()!,
        };
    }

    private static StratResult Cut(string folder, ulong after, params string[] more) =>
        Strat.Run(["journal", "cut", folder, "--after", $"{after}", .. more]);
}
