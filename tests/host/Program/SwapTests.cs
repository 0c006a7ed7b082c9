using Strategies.Cells;
using Strategies.Cells.Checking;
using Strategies.Cells.Swapping;

namespace Strategies.Program.Tests;

/// <summary>Generated versions are rehearsed and swapped across processes, with a handover in between.</summary>
public sealed class SwapTests(ITestOutputHelper output)
{
    private const int Swaps = 8;

    [Fact]
    public void Versions_go_live_one_after_another_over_a_handover_and_nothing_is_lost()
    {
        CellDay day = new() { Rows = 20_000, SessionSeconds = 40, WallSeconds = 20, WatchdogMs = CellDay.PatientWatchdogMs };
        SwappedDay swapped = new(Swaps, swapsPerCore: Swaps / 2, day, output.WriteLine);
        DayResult result = swapped.Play();
        Assert.Empty(result.Problems);
        Assert.All(swapped.Results, one => Assert.True(one.IsLive, one.Answer));
        Assert.Single(swapped.Handovers);
        Assert.Equal(Swaps, swapped.Cores.Sum(core => core.SwapNs.Count));
    }
}
