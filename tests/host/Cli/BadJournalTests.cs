using Strategies.Backtest.Tests.Support;
using Strategies.Cli.Tests.Support;
using Strategies.Driver.Tests.Support;
using Strategies.Records;

namespace Strategies.Cli.Tests;

/// <summary>
/// Journals that <c>strat replay</c> cannot prove. The tests share one good journal and copy it to damage it.
/// </summary>
public sealed class BadJournalTests(GoodJournal journal) : IClassFixture<GoodJournal>
{
    [Fact]
    public void A_good_journal_is_proved()
    {
        StratResult replay = Strat.Run("replay", journal.Folder, "--json").Require(StratResult.Success);
        Assert.True(replay.Json.GetProperty("match").GetBoolean());
        Assert.Equal(journal.Played.GetProperty("inputs").GetInt64(), replay.Json.GetProperty("inputs").GetInt64());
        Assert.Equal(journal.Played.GetProperty("outputs").GetInt64(), replay.Json.GetProperty("outputs").GetInt64());
        Assert.Equal(GoodJournal.Rows, replay.Json.GetProperty("events").GetInt64());
        Assert.True(replay.Json.GetProperty("closedCleanly").GetBoolean());
        Assert.Equal(System.Text.Json.JsonValueKind.Null, replay.Json.GetProperty("difference").ValueKind);
        Assert.Equal(0, replay.Json.GetProperty("environmentDifferences").GetArrayLength());
        Assert.DoesNotContain("warning", replay.Error);
    }

    [Fact]
    public void The_digest_is_the_same_with_tiered_compilation_and_without()
    {
        string[] digests = [.. new[] { "0", "1" }.Select(tiered => Strat
            .RunWith(new Dictionary<string, string> { ["DOTNET_TieredCompilation"] = tiered }, "replay",
                journal.Folder, "--json")
            .Require(StratResult.Success).Json.GetProperty("digest").GetString()!)];
        Assert.Equal(digests[0], digests[1]);
        Assert.Equal(16, digests[0].Length);
    }

    [Fact]
    public void A_person_gets_a_table()
    {
        StratResult replay = Strat.Run("replay", journal.Folder).Require(StratResult.Success);
        Assert.Contains("every output equal", replay.Output);
    }

    [Fact]
    public void A_flipped_byte_is_named_with_file_offset_and_sequence()
    {
        string copy = journal.Copy();
        RecordPlace place = RecordPlace.Find(copy, isInput: true, journal.Inputs[journal.Inputs.Count / 2]);
        place.Flip(RecordHeader.Size - 24);
        Strat.Run("replay", copy, "--json").RequireRefused(place.File, $"byte {place.Offset}",
            $"sequence {place.Sequence}");
    }

    [Fact]
    public void A_truncated_journal_is_refused()
    {
        string copy = journal.Copy();
        RecordPlace place = RecordPlace.Find(copy, isInput: true, journal.Inputs[journal.Inputs.Count / 2]);
        RecordPlace.Cut(place.File, place.Offset + 10);
        Strat.Run("replay", copy, "--json").RequireRefused(place.File);
    }

    [Fact]
    public void An_output_that_was_changed_with_its_checksum_ends_with_1_and_is_named()
    {
        string copy = journal.Copy();
        JournalRecord order = journal.Outputs.First(output => output.Type == RecordType.NewOrderSingle);
        RecordPlace.Find(copy, isInput: false, order).Forge(RecordHeader.Size + 32);
        StratResult replay = Strat.Run("replay", copy, "--json").Require(StratResult.Difference);
        Assert.False(replay.Json.GetProperty("match").GetBoolean());
        System.Text.Json.JsonElement difference = replay.Json.GetProperty("difference");
        Assert.Equal(order.Sequence, difference.GetProperty("cause").GetUInt64());
        Assert.Equal("NewOrderSingle", difference.GetProperty("type").GetString());
        Assert.Equal("Price", difference.GetProperty("field").GetString());
        Assert.Contains($"difference: output {order.Header.Index} of input {order.Sequence}", replay.Error);
    }

    [Fact]
    public void A_package_that_is_gone_is_named()
    {
        string copy = journal.Copy();
        string package = Directory.GetDirectories(Path.Combine(copy, "store")).Single();
        Directory.Delete(package, recursive: true);
        Strat.Run("replay", copy, "--json").RequireRefused(Path.GetFileName(package));
    }

    [Fact]
    public void A_configuration_that_is_gone_is_named()
    {
        string copy = journal.Copy();
        foreach (string file in Directory.GetFiles(Path.Combine(copy, "store")))
        {
            File.Delete(file);
        }

        Strat.Run("replay", copy, "--json").RequireRefused(Path.Combine(copy, "store"));
    }

    [Fact]
    public void A_folder_that_is_not_there() =>
        Strat.Run("replay", journal.NewFolder(), "--json").RequireRefused("there is no such folder");

    [Fact]
    public void A_folder_of_something_else() =>
        Strat.Run("replay", Directory.CreateDirectory(journal.NewFolder()).FullName,
            "--json").RequireRefused("the folder holds no journal");
}
