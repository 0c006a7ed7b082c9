using System.Diagnostics;
using System.Text.Json;
using Strategies.Cell.Processes;

namespace Strategies.Cells.Killing;

/// <summary>
/// Deploys a version whose Restore takes some hundred milliseconds through the edge again and again, and tells when one is
/// under way in the core.
/// </summary>
/// <param name="cell">The cell.</param>
internal sealed class SwapPressure(TestedCell cell)
{
    private const int WaitMs = 30_000;

    /// <summary>A swap that went by unseen is decided by then; the next is asked for.</summary>
    private const int AskAgainMs = 5_000;

    private const int RestoreMsMax = 300;

    /// <summary>Number of the slot in every plan of these cells.</summary>
    private const int Slot = 3;

    private string? _hash;

    /// <summary>Asks for a swap and waits until the core is inside it.</summary>
    /// <param name="random">Decides how far inside.</param>
    /// <returns>False when none came in time, or the day is over.</returns>
    internal bool AwaitRestore(Random random)
    {
        _hash ??= cell.Store("Sleeper");
        long started = Stopwatch.GetTimestamp();
        double Ms() => Stopwatch.GetElapsedTime(started).TotalMilliseconds;
        double askAgainMs = 0;
        while (Ms() < WaitMs && !cell.IsFeedOver)
        {
            if (Ms() >= askAgainMs)
            {
                (int status, JsonElement _) = cell.Edge.Post(
                    $"/api/slots/{CellDay.SwappedSlot}/deploy?rehearse=false", new { hash = _hash, reason = "under kills" });
                askAgainMs = status is >= 200 and < 300 ? Ms() + AskAgainMs : askAgainMs;
            }

            if (IsInside())
            {
                Thread.Sleep(random.Next(RestoreMsMax));
                return true;
            }

            Thread.Sleep(1);
        }

        return false;
    }

    /// <summary>The slot's strategy runs for longer than any callback of it does.</summary>
    private bool IsInside()
    {
        for (int look = 0; look < 2; look++)
        {
            if (cell.Core(CoreCounter.ActiveSlot) != Slot)
            {
                return false;
            }

            Thread.Sleep(1);
        }

        return true;
    }
}
