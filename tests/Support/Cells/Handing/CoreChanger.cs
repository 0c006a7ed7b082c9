using System.Diagnostics;
using System.Text.Json;
using Strategies.Cell.Config;
using Strategies.Cell.Processes;
using Strategies.Ipc.Memory;

namespace Strategies.Cells.Handing;

/// <summary>Hands a cell's core over by the command, and looks at what came of it.</summary>
/// <param name="cell">The cell; it is up.</param>
public sealed class CoreChanger(TestedCell cell)
{
    private const int RateMs = 400;

    /// <summary>Hands over.</summary>
    /// <returns>Null when the day was over before.</returns>
    /// <exception cref="InvalidOperationException">The command failed.</exception>
    public HandoverReport? HandOver()
    {
        double rate = Rate();
        ProcessIdentity old = cell.IdentityOf(ProcessRole.Core);
        double oldMiB = ProcessMemory.MiBOf(old);
        long retired = cell.Core(CoreCounter.Retired);
        bool endsWithTheFeed = cell.Setup.Config.DayEnds == DayEnd.AtFeedEnd;
        CommandResult result = cell.HandOver();
        if (result.ExitCode != 0)
        {
            bool isOver = cell.Core(CoreCounter.IsDayEnded) != 0 || (endsWithTheFeed && cell.IsFeedOver);
            return isOver ? null : throw new InvalidOperationException($"the core was not handed over: {result.Error}");
        }

        using JsonDocument answer = JsonDocument.Parse(result.Output);
        JsonElement told = answer.RootElement;
        ProcessIdentity next = cell.IdentityOf(ProcessRole.Core);
        return new HandoverReport(
            told.GetProperty("oldPid").GetInt32(),
            told.GetProperty("newPid").GetInt32(),
            told.GetProperty("pauseNs").GetInt64(),
            told.GetProperty("seconds").GetDouble(),
            rate,
            oldMiB,
            ProcessMemory.MiBOf(next),
            retired,
            cell.Core(CoreCounter.Retired),
            !old.IsAlive());
    }

    private double Rate()
    {
        long started = Stopwatch.GetTimestamp();
        long before = cell.Core(CoreCounter.Messages);
        Thread.Sleep(RateMs);
        return (cell.Core(CoreCounter.Messages) - before) / Stopwatch.GetElapsedTime(started).TotalSeconds;
    }
}
