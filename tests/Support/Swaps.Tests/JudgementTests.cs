using System.Runtime.InteropServices;
using Strategies.Swaps.Memory;
using Strategies.Swaps.Pauses;

namespace Strategies.Swaps.Tests;

/// <summary>The arithmetic of the judgements.</summary>
public sealed class JudgementTests
{
    [Fact]
    public void Quantiles_are_of_the_sorted_durations_and_their_spread_contains_them()
    {
        GapQuantiles quantiles = new(Enumerable.Range(1, 1_000).Select(duration => (long)(1_001 - duration)));
        Assert.Equal(501, quantiles.At(0.5));
        Assert.Equal(991, quantiles.At(0.99));
        Assert.Equal(1_000, quantiles.MaxNs);
        (long low, long high) = quantiles.SpreadAt(0.5);
        Assert.InRange(low, 400, 500);
        Assert.InRange(high, 502, 600);
    }

    [Fact]
    public void A_slope_is_found_among_samples_that_jump()
    {
        MemorySample[] samples =
            [.. Enumerable.Range(0, 9).Select(
                index => new MemorySample(25 * index, 1_000_000 + (25 * index * 300) + (index % 2 * 100), 0, 0, 0))];
        Assert.InRange(MemoryTrend.BytesPerSwap(samples, sample => sample.TotalBytes), 298, 302);
        Assert.Equal(0, MemoryTrend.BytesPerSwap(samples, sample => sample.CodeBytes));
    }

    [Fact]
    public void Memory_of_no_file_and_the_loaders_code_are_added_up_from_what_the_kernel_says()
    {
        (long anonymous, long code) = MemorySample.Resident(
        [
            "7f0000000000-7f0000100000 rw-p 00000000 00:00 0 ",
            "Rss:                1000 kB",
            "Anonymous:           900 kB",
            "7f0000200000-7f0000300000 rwxs 00000000 00:01 7                  /memfd:doublemapper (deleted)",
            "Rss:                 300 kB",
            "Anonymous:            40 kB",
            "7f0000400000-7f0000500000 r--s 00000000 00:1a 9                  /dev/shm/inputs.1",
            "Rss:                5000 kB",
            "Anonymous:             0 kB",
            "aaaa00000000-aaaa00100000 rw-p 00000000 00:00 0                  [heap]",
            "Anonymous:            24 kB",
        ]);
        Assert.Equal((924L << 10, 300L << 10), (anonymous, code));
    }

    /// <summary>
    /// Looked for in its own mapping: the sum of all says nothing of one's own memory, since heaps of earlier tests are
    /// used again or given back at the same time.
    /// </summary>
    [Fact]
    public unsafe void A_process_sees_the_memory_that_it_has_written_to()
    {
        const long Bytes = 64L << 20;
        void* memory = NativeMemory.Alloc((nuint)Bytes);
        NativeMemory.Fill(memory, (nuint)Bytes, 1);
        string[] smaps = File.ReadAllLines("/proc/self/smaps");
        MemorySample sample = MemorySample.Take(3);
        NativeMemory.Free(memory);

        long[] resident = [.. Mappings(smaps).Select(mapping => MemorySample.Resident(mapping).AnonymousBytes)];
        int own = Mappings(smaps).FindIndex(mapping => Contains(mapping[0], (ulong)memory));
        Assert.InRange(resident[own], Bytes, resident.Sum());
        Assert.Equal(resident.Sum(), MemorySample.Resident(smaps).AnonymousBytes);
        Assert.Equal(3, sample.Swaps);
        Assert.InRange(sample.AnonymousBytes, Bytes, long.MaxValue);
    }

    /// <summary>The lines of each mapping; the first has its addresses.</summary>
    private static List<List<string>> Mappings(string[] smaps)
    {
        List<List<string>> mappings = [];
        foreach (string line in smaps)
        {
            if (!char.IsAsciiLetterUpper(line[0]))
            {
                mappings.Add([]);
            }

            mappings[^1].Add(line);
        }

        return mappings;
    }

    private static bool Contains(string mapping, ulong address)
    {
        ulong[] range = [.. mapping.Split(' ')[0].Split('-').Select(end => Convert.ToUInt64(end, 16))];
        return address >= range[0] && address < range[1];
    }
}
