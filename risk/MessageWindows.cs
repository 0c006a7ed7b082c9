using System.Numerics;

namespace Strategies.Risk;

/// <summary>
/// Counts messages exactly in a sliding window of one second: at time t those count that were sent in (t - 1 s, t], so
/// a message that is exactly one second old counts no more. One window per slot, account and firm.
/// </summary>
/// <remarks>
/// Each window is a ring of send times, long enough for the largest limit plus the messages that a roll-back may take
/// out again. A limit of n is kept if the n-th newest message is outside the window, which is one look at the ring.
/// Times never go back. Hot thread; allocates only when made.
/// </remarks>
internal sealed partial class MessageWindows
{
    /// <summary>Length of the window.</summary>
    public const long WindowNs = 1_000_000_000;

    private readonly long[] _sentNs;
    private readonly long[] _totals;
    private readonly int _shift;
    private readonly long _mask;
    private readonly int _countMax;

    /// <summary>Makes empty windows.</summary>
    /// <param name="windowCount">Number of windows.</param>
    /// <param name="countMax">Largest limit; larger counts are not told apart.</param>
    /// <param name="rollBackMax">Most messages that are taken out again at once.</param>
    public MessageWindows(int windowCount, int countMax, int rollBackMax)
    {
        // Longer by what a roll-back takes out: the times in front of that are then still in the ring.
        uint capacity = BitOperations.RoundUpToPowerOf2((uint)countMax + (uint)rollBackMax + 1);
        long length = (long)capacity * windowCount;
        ArgumentOutOfRangeException.ThrowIfGreaterThan(length, Array.MaxLength, nameof(countMax));
        _shift = BitOperations.Log2(capacity);
        _mask = capacity - 1;
        _countMax = countMax;
        _sentNs = new long[length];
        _totals = new long[windowCount];
        Array.Fill(_sentNs, 0L); // touches every page now, so that the hot thread does not meet it for the first time
    }

    /// <summary>Messages ever sent in a window: what <see cref="SetTotal"/> takes to go back.</summary>
    /// <param name="window">The window, from 0.</param>
    public long Total(int window) => _totals[window];

    /// <summary>Takes out what was sent after an earlier total.</summary>
    /// <param name="window">The window, from 0.</param>
    /// <param name="total">A total of at most the roll-back maximum ago.</param>
    public void SetTotal(int window, long total) => _totals[window] = total;

    /// <summary>Counts a message.</summary>
    /// <param name="window">The window, from 0.</param>
    /// <param name="timeNs">When it is sent.</param>
    public void Add(int window, long timeNs) => _sentNs[Place(window, _totals[window]++)] = timeNs;

    /// <summary>True when one more message keeps the limit.</summary>
    /// <param name="window">The window, from 0.</param>
    /// <param name="limit">0 to the largest limit.</param>
    /// <param name="timeNs">When it would be sent.</param>
    public bool HasRoom(int window, long limit, long timeNs)
    {
        long total = _totals[window];
        // Of as many as the limit allows the oldest must have left the window; a limit of 0 lets nothing pass.
        return total < limit || limit > 0 && timeNs - _sentNs[Place(window, total - limit)] >= WindowNs;
    }

    /// <summary>Messages within the window, counted up to the largest limit.</summary>
    /// <param name="window">The window, from 0.</param>
    /// <param name="timeNs">The end of the window.</param>
    public long Count(int window, long timeNs)
    {
        long total = _totals[window];
        // Times only rise: the first that still counts is found by halving.
        long low = Math.Max(0, total - _countMax);
        long high = total;
        while (low < high)
        {
            long middle = low + (high - low) / 2;
            if (timeNs - _sentNs[Place(window, middle)] >= WindowNs)
            {
                low = middle + 1;
            }
            else
            {
                high = middle;
            }
        }

        return total - low;
    }

    private int Place(int window, long number) => (window << _shift) + (int)(number & _mask);
}
