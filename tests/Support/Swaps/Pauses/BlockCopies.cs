using System.Diagnostics;
using System.Runtime.ExceptionServices;
using Strategies.Driver;

namespace Strategies.Swaps.Pauses;

/// <summary>
/// Times two block copies of a size, what a handover of that much state costs at the least: out of one instance's
/// memory into a buffer and from there into another's.
/// </summary>
public static class BlockCopies
{
    private const int Rounds = 600;

    /// <summary>
    /// Sources and targets take up so much that none lies in a cache from the round before: neither does the state of a
    /// strategy that is about to be swapped, nor the new instance's memory.
    /// </summary>
    private const int BytesInAll = 256 << 20;

    /// <summary>Measures on a thread of its own.</summary>
    /// <param name="bytes">The size.</param>
    /// <param name="cpu">The CPU to pin it to.</param>
    /// <returns>Durations of the pairs of copies.</returns>
    public static GapQuantiles Measure(int bytes, int cpu)
    {
        GapQuantiles? found = null;
        Exception? failure = null;
        Thread thread = new(() =>
        {
            try
            {
                _ = HotThread.TryPin(cpu, out _);
                found = Measure(bytes);
            }
            catch (Exception exception)
            {
                failure = exception;
            }
        });
        thread.Start();
        thread.Join();
        if (failure is not null)
        {
            ExceptionDispatchInfo.Throw(failure);
        }

        return found!;
    }

    private static GapQuantiles Measure(int bytes)
    {
        int count = Math.Min(Rounds / 2, BytesInAll / bytes / 2);
        byte[][] buffers = [.. Enumerable.Range(0, (2 * count) + 1).Select(_ => new byte[bytes])];
        byte[] transfer = buffers[^1];
        for (int index = 0; index < buffers.Length; index++)
        {
            Array.Fill(buffers[index], (byte)(index + 1));
        }

        List<long> durations = [];
        for (int round = 0; round < Rounds; round++)
        {
            byte[] source = buffers[round % count];
            byte[] target = buffers[count + (round % count)];
            long start = Stopwatch.GetTimestamp();
            source.AsSpan().CopyTo(transfer);
            transfer.AsSpan().CopyTo(target);
            durations.Add((Stopwatch.GetTimestamp() - start) * 1_000_000_000 / Stopwatch.Frequency);
        }

        return new GapQuantiles(durations.Skip(count));
    }
}
