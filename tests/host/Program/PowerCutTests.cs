using Strategies.Cell.Processes;
using Strategies.Cells;
using Strategies.Cells.Checking;
using Strategies.Cells.Killing;

namespace Strategies.Program.Tests;

/// <summary>A cell that loses its power: everything is killed, memory is gone, the disk has what was durable.</summary>
public sealed class PowerCutTests(ITestOutputHelper output)
{
    private static readonly CellDay Day = CellDay.Long with { SnapshotEveryInputs = 3_000 };

    [Fact]
    public void The_day_goes_on_from_the_durable_point()
    {
        output.WriteLine($"seed {TestSeed.Value}");
        Random random = new(TestSeed.Value);
        using TestedCell cell = new(Day);
        cell.Up();
        PowerCutDay power = new(cell, random);
        for (int cut = 0; cut < 2; cut++)
        {
            long before = cell.Core(CoreCounter.LastSequence);
            // Inputs come by the feed now: a clock record only behind a quiet second.
            long behind = before + 500 + random.Next(1_000);
            cell.Await("some load", () => cell.Core(CoreCounter.LastSequence) > behind);
            long last = cell.Core(CoreCounter.LastSequence);
            ulong durable = power.Cut();
            cell.Up();
            output.WriteLine($"cut behind input {last}, {durable} were durable, on from {cell.Core(CoreCounter.LastSequence)}");
            Assert.True((ulong)cell.Core(CoreCounter.LastSequence) >= durable);
        }

        cell.EndDay();
        DayResult result = new DayJudge(cell) { HadPowerCut = true }.Judge([]);
        output.WriteLine(result.ToString());
        Assert.Empty(result.Problems);
    }

    [Fact]
    public void Damage_of_what_was_durable_is_refused_with_the_place()
    {
        using TestedCell cell = new(Day);
        cell.Up();
        cell.Await("durable inputs", () => cell.Archiver(ArchiverCounter.DurableSequence) > 2_000);
        PowerCutDay power = new(cell, new Random(TestSeed.Value));
        power.Cut();
        string file = power.DamageDurable();
        CommandResult up = cell.TryUp();
        Assert.Equal(3, up.ExitCode);
        Assert.Contains(Path.GetFileName(file), up.Error);
        Assert.Contains("a fault of the disk, not of a power loss", up.Error);
        Assert.DoesNotContain("   at ", up.Error);
    }
}
