namespace Strategies.Swaps.Days;

/// <summary>
/// Chooses when to swap: evenly over the day's own time, which is what the pace is measured in, and each time within
/// ten market messages of a fill that the day without swaps had; the day with swaps has the same.
/// </summary>
public static class SwapMoments
{
    /// <summary>How far a fill may be from a swap, in market messages.</summary>
    public const long FillReach = 10;

    /// <summary>Least distance between swaps, in market messages: the largest state is checked within 128.</summary>
    public const long EventsBetween = 150;

    private const long FirstEvent = 4_000;

    /// <summary>Chooses.</summary>
    /// <param name="day">The day without swaps.</param>
    /// <param name="count">How many.</param>
    /// <param name="watchedEvents">Market messages that must follow the last one.</param>
    /// <param name="leadShare">Share of the day's time before the first one: versions must be prepared by then.</param>
    /// <param name="seed">Seed of the distances to the fills.</param>
    /// <returns>Market messages before each swap, rising.</returns>
    /// <exception cref="InvalidOperationException">The day has too few fills.</exception>
    public static IReadOnlyList<long> Choose(DaySurvey day, int count, long watchedEvents, double leadShare, int seed)
    {
        Random random = new(seed);
        double spanNs = day.LastTimeNs - day.FirstTimeNs;
        DayFill[] fills =
            [.. day.Fills.Where(fill => fill.Event >= FirstEvent && fill.Event <= day.Events - watchedEvents - FillReach)];
        long lastTimeNs = fills.Length > 0 ? fills[^1].TimeNs : 0;
        double beginNs = day.FirstTimeNs + (spanNs * leadShare);
        double stepNs = (lastTimeNs - beginNs) / count;
        List<long> moments = [];
        int next = 0;
        for (int index = 0; index < count; index++)
        {
            double wishedNs = beginNs + (stepNs * index);
            long earliest = moments.Count == 0 ? 0 : moments[^1] + EventsBetween + FillReach;
            while (next < fills.Length && (fills[next].TimeNs < wishedNs || fills[next].Event < earliest))
            {
                next++;
            }

            if (next == fills.Length)
            {
                throw new InvalidOperationException(
                    $"{fills.Length} fills of the day are enough for {index} swaps only, {count} are wished for");
            }

            moments.Add(fills[next].Event + random.Next((int)-FillReach + 2, (int)FillReach - 1));
        }

        return moments;
    }
}
