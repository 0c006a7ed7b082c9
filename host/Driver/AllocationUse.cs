using Strategies.Records;

namespace Strategies.Driver;

/// <summary>What the callbacks of one slot have allocated, held against its <see cref="SlotBounds"/>.</summary>
internal struct AllocationUse
{
    private const long WindowNs = 1_000_000_000;

    private long _windowEndNs;
    private long _windowBytes;
    private long _sessionBytes;

    /// <summary>Counts what a callback has allocated. When a bound is exceeded everything begins anew: another version comes.</summary>
    /// <param name="bytes">How many bytes it was.</param>
    /// <param name="isStart">True for <c>OnStart</c>, which may build its tables: neither the second's nor the session's.</param>
    /// <param name="timeNs">Record time, ns since 1970-01-01 UTC.</param>
    /// <param name="bounds">The bounds.</param>
    /// <param name="measured">What exceeds the bound, in bytes.</param>
    /// <param name="limit">The bound, in bytes.</param>
    /// <returns>The bound that is exceeded; none when none is.</returns>
    internal OverrunKind Add(long bytes, bool isStart, long timeNs, SlotBounds bounds, out long measured, out long limit)
    {
        (measured, limit) = (bytes, isStart ? bounds.StartBytesMax : bounds.CallbackBytesMax);
        OverrunKind kind = bytes > limit ? OverrunKind.Allocation : OverrunKind.None;
        if (kind == OverrunKind.None && !isStart)
        {
            if (timeNs >= _windowEndNs)
            {
                (_windowEndNs, _windowBytes) = (timeNs + WindowNs, 0);
            }

            _windowBytes += bytes;
            _sessionBytes += bytes;
            if (_windowBytes > bounds.BytesPerSecond)
            {
                (kind, measured, limit) = (OverrunKind.AllocationPerSecond, _windowBytes, bounds.BytesPerSecond);
            }
            else if (_sessionBytes > bounds.SessionBytesMax)
            {
                (kind, measured, limit) = (OverrunKind.AllocationPerSession, _sessionBytes, bounds.SessionBytesMax);
            }
        }

        if (kind != OverrunKind.None)
        {
            this = default;
        }

        return kind;
    }
}
