using Strategies.Cell.Messages;
using Strategies.Driver;
using Strategies.Ipc;
using Strategies.Sdk;
using Strategies.Session;

namespace Strategies.Core;

/// <summary>Ends the day of a venue behind its rings: asks by its order ring, and is answered by its report ring.</summary>
/// <remarks>The hot thread's; allocates nothing.</remarks>
/// <param name="gate">The way to the venue.</param>
/// <param name="venue">The venue.</param>
public sealed class RingVenueClose(CommitGate gate, VenueId venue) : VenueClose
{
    /// <summary>A venue that does not answer within this time, ns of the wall clock, is not waited for.</summary>
    private const long AnswerNsMax = 30_000_000_000;

    private const ulong MarkBits = 0xDA1;

    private ulong _mark;
    private long _askedNs;
    private bool _isAnswered;

    /// <summary>The venue's day has ended; an answer to another core, or to nobody, is none.</summary>
    public void Answer(ulong mark) => _isAnswered |= _mark != 0 && mark == _mark;

    /// <inheritdoc/>
    public override bool TryEnd()
    {
        if (_mark == 0 && !TryAsk())
        {
            return false;
        }

        IsUnanswered = !_isAnswered && MonotonicClock.NowNs - _askedNs > AnswerNsMax;
        return _isAnswered || IsUnanswered;
    }

    /// <returns>False when the ring is full: it is asked again in the next turn.</returns>
    private bool TryAsk()
    {
        // An answer to a core before this one must not be taken for its own.
        ReconcileMark question = new() { Mark = ((ulong)Environment.ProcessId << 12) | MarkBits };
        if (!gate.TryAsk(venue, (uint)OrderRingType.EndOfDay, in question))
        {
            return false;
        }

        _mark = question.Mark;
        _askedNs = MonotonicClock.NowNs;
        return true;
    }
}
