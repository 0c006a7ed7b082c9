using Strategies.Cell.Config;
using Strategies.Cell.Processes;
using Strategies.Cells;

namespace Strategies.Program.Tests;

/// <summary>Whose the memory of a cell's number is, and what becomes of it.</summary>
public sealed class MemoryTests
{
    private static readonly CellDay Day = CellDay.Brief;

    [Fact]
    public void Another_folder_with_the_same_number_is_refused_with_both_paths_and_harms_nothing()
    {
        using TestedCell cell = new(Day);
        cell.Up();
        string file = Path.Combine(cell.Folder, "other.json");
        File.WriteAllBytes(file, CellConfigFile.Write(cell.Setup.Config with { Folder = Path.Combine(cell.Folder, "other") }));
        foreach (string[] words in (string[][])
            [["up", "--detach"], ["down"], ["status"], ["top", "--once"], ["core", "handover"], ["kill", "--reason", "no"]])
        {
            CommandResult result = CommandResult.Of(Built.Strat, [.. words, "--cell", file, "--json"]);
            Assert.Equal((3, words[0]), (result.ExitCode, words[0]));
            Assert.Contains(Path.Combine(cell.Folder, "other"), result.Error);
            Assert.Contains(cell.Setup.Paths.Folder, result.Error);
        }

        Assert.All(
            cell.Setup.Processes.Where(process => process.Role != ProcessRole.NextCore),
            process => Assert.True(cell.IsAlive(process), process.Name));
        cell.Down();
        Assert.Empty(InMemory(cell));
    }

    [Fact]
    public void A_cell_that_came_down_in_order_gives_its_memory_back_and_goes_on_where_it_stood()
    {
        using TestedCell cell = new(Day);
        cell.Up();
        cell.Await("some of the day", () => cell.Core(CoreCounter.Messages) > 100);
        cell.Down();
        Assert.Empty(InMemory(cell));
        cell.ForgetRegions();
        cell.Up();
        cell.EndDay();
        Assert.Empty(InMemory(cell));
        Assert.Empty(new Cells.Checking.DayJudge(cell) { HadPowerCut = true }.Judge([]).Problems);
    }

    [Fact]
    public void A_day_that_is_over_is_told_and_a_fresh_one_begins_with_the_old_one_put_aside()
    {
        using TestedCell cell = new(Day);
        cell.Up();
        cell.EndDay();
        CommandResult over = cell.TryUp();
        Assert.Equal(1, over.ExitCode);
        Assert.Contains("is over: nothing trades", over.Error);
        Assert.Contains("--fresh", over.Error);
        cell.Down();

        CommandResult fresh = CommandResult.Of(
            Built.Strat, "up", "--cell", cell.Setup.File, "--fresh", "--detach", "--json");
        Assert.True(fresh.ExitCode == 0, fresh.Error);
        cell.ForgetRegions();
        cell.Await("the new day's events", () => cell.Core(CoreCounter.Messages) > 100);
        string old = Assert.Single(Directory.GetDirectories(Path.Combine(cell.Setup.Paths.Folder, "days")));
        CommandResult replay = CommandResult.Of(Built.Strat, "replay", old, "--json");
        Assert.True(replay.ExitCode == 0, replay.Error);
        cell.Down();
    }

    [Fact]
    public void A_folder_that_was_removed_after_an_orderly_end_is_begun_anew()
    {
        using TestedCell cell = new(Day);
        cell.Up();
        cell.Down();
        TestedCell.Remove(cell.Setup.Paths.Folder);
        cell.ForgetRegions();
        cell.Up();
        cell.Await("the new day's events", () => cell.Core(CoreCounter.Messages) > 100);
        cell.Down();
    }

    private static IEnumerable<string> InMemory(TestedCell cell) => Directory
        .EnumerateFileSystemEntries(cell.Setup.Paths.Memory)
        .Select(entry => Path.GetFileName(entry));
}
