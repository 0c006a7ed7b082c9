namespace Strategies.Swaps.Memory;

/// <summary>How much memory the process has at a moment.</summary>
/// <param name="Swaps">Swaps so far.</param>
/// <param name="AnonymousBytes">Resident memory of no file: the managed heap, native heaps, the loader's data.</param>
/// <param name="CodeBytes">Resident memory of the loader's executable heaps.</param>
/// <param name="HeapBytes">Bytes that the managed heap holds as committed.</param>
/// <param name="LiveBytes">Bytes of managed objects, with what has died since the last collection.</param>
public readonly record struct MemorySample(int Swaps, long AnonymousBytes, long CodeBytes, long HeapBytes, long LiveBytes)
{
    /// <summary>All that is not the managed heap: loader heaps and compiled code above all, with other native memory.</summary>
    public long LoaderBytes => Math.Max(0, AnonymousBytes - HeapBytes) + CodeBytes;

    /// <summary>All of it.</summary>
    public long TotalBytes => AnonymousBytes + CodeBytes;

    /// <summary>Takes one; files of a journal that are mapped do not count.</summary>
    /// <param name="swaps">Swaps so far.</param>
    public static MemorySample Take(int swaps)
    {
        (long anonymous, long code) = Resident(File.ReadLines("/proc/self/smaps"));
        return new MemorySample(
            swaps, anonymous, code, GC.GetGCMemoryInfo(GCKind.Any).TotalCommittedBytes,
            GC.GetTotalMemory(forceFullCollection: false));
    }

    /// <summary>Adds up what is resident of a process.</summary>
    /// <param name="smaps">Lines of its <c>smaps</c> as the kernel writes them: a mapping, then its fields.</param>
    /// <returns>Bytes of no file outside the loader's executable heaps, and bytes of these.</returns>
    public static (long AnonymousBytes, long CodeBytes) Resident(IEnumerable<string> smaps)
    {
        long anonymous = 0;
        long code = 0;
        bool isCode = false;
        foreach (string line in smaps)
        {
            if (line.Length > 0 && !char.IsAsciiLetterUpper(line[0]))
            {
                isCode = line.Contains("doublemapper", StringComparison.Ordinal);
            }
            else if (line.StartsWith("Anonymous:", StringComparison.Ordinal) && !isCode)
            {
                anonymous += Kilobytes(line);
            }
            else if (line.StartsWith("Rss:", StringComparison.Ordinal) && isCode)
            {
                code += Kilobytes(line);
            }
        }

        return (anonymous, code);
    }

    private static long Kilobytes(string line) =>
        1024 * long.Parse(line.Split(' ', StringSplitOptions.RemoveEmptyEntries)[1], System.Globalization.CultureInfo.InvariantCulture);
}
