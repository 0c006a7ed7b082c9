namespace Strategies.Risk.Files;

/// <summary>Hints for names that were mistyped.</summary>
internal static class Suggestion
{
    private const int NamesMax = 12;

    /// <summary>Asks for the nearest known name, or lists the known ones when none is near.</summary>
    /// <param name="name">What was written.</param>
    /// <param name="known">What could have been, at least one.</param>
    public static string For(string name, IEnumerable<string> known)
    {
        string[] names = known.Order(StringComparer.Ordinal).ToArray();
        string nearest = names.MinBy(candidate => Distance(name, candidate))!;
        if (Distance(name, nearest) <= Math.Max(2, name.Length / 4))
        {
            return $"did you mean '{nearest}'?";
        }

        string listed = string.Join(", ", names.Take(NamesMax).Select(candidate => $"'{candidate}'"));
        return names.Length > NamesMax
            ? $"known are {listed} and {names.Length - NamesMax} more"
            : $"known are {listed}";
    }

    /// <summary>
    /// Fewest single letters to insert, remove or change, whatever their case, to get from one name to the other.
    /// </summary>
    private static int Distance(string left, string right)
    {
        int[] row = Enumerable.Range(0, right.Length + 1).ToArray();
        for (int i = 1; i <= left.Length; i++)
        {
            int diagonal = row[0];
            row[0] = i;
            for (int j = 1; j <= right.Length; j++)
            {
                bool isSame = char.ToLowerInvariant(left[i - 1]) == char.ToLowerInvariant(right[j - 1]);
                int best = Math.Min(diagonal + (isSame ? 0 : 1), Math.Min(row[j], row[j - 1]) + 1);
                diagonal = row[j];
                row[j] = best;
            }
        }

        return row[right.Length];
    }
}
