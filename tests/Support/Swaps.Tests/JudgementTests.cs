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
    public void A_process_sees_its_own_memory()
    {
        Assert.SkipUnless(OperatingSystem.IsLinux(), "memory is read from /proc");
        MemorySample before = MemorySample.Take(0);
        byte[] large = GC.AllocateUninitializedArray<byte>(64 << 20, pinned: true);
        Array.Fill(large, (byte)1);
        MemorySample after = MemorySample.Take(1);
        Assert.InRange(after.AnonymousBytes - before.AnonymousBytes, 48L << 20, 96L << 20);
        Assert.True(after.CodeBytes >= 0);
        GC.KeepAlive(large);
    }
}
