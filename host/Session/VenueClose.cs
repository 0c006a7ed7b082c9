namespace Strategies.Session;

/// <summary>How one venue's day is ended: the seam of <see cref="EndOfDay"/> to whoever has the session with the venue.</summary>
/// <remarks>The hot thread's; never waits, and live it allocates nothing.</remarks>
public abstract class VenueClose
{
    /// <summary>True when the venue was not waited for any longer, and its last reports may be missing.</summary>
    public bool IsUnanswered { get; protected set; }

    /// <summary>
    /// Goes on with the end of the venue's day: asks the venue, the first time and until the question has left, to answer
    /// what is under way and to let expire what rests; then looks whether it has.
    /// </summary>
    /// <returns>
    /// True when the last report of the venue's day is in the journal, or is not waited for any longer; from then on always.
    /// </returns>
    public abstract bool TryEnd();
}
