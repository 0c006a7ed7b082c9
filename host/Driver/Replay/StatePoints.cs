namespace Strategies.Driver.Replay;

/// <summary>Where in a day states are looked at: one input, chosen at random, in each of so many equal parts of the day.</summary>
internal static class StatePoints
{
    /// <summary>Chooses them.</summary>
    /// <param name="seed">The same seed gives the same points of the same day.</param>
    /// <param name="count">How many parts.</param>
    /// <param name="last">Number of the day's last input.</param>
    /// <returns>Their numbers, ascending; fewer than parts where the day has fewer inputs.</returns>
    internal static IReadOnlyList<ulong> Choose(int seed, int count, ulong last)
    {
        Random random = new(seed);
        List<ulong> points = [];
        for (int part = 0; part < count; part++)
        {
            long begin = BeginOf(part, count, last);
            long end = BeginOf(part + 1, count, last);
            if (end > begin)
            {
                points.Add((ulong)random.NextInt64(begin, end) + 1);
            }
        }

        return points;
    }

    private static long BeginOf(int part, int count, ulong last) => (long)((UInt128)last * (ulong)part / (ulong)count);
}
