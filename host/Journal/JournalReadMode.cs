namespace Strategies.Journal;

/// <summary>What the end of a journal means to a reader.</summary>
public enum JournalReadMode
{
    /// <summary>Nobody writes: the end is examined, a torn tail reported, a cut or a hole refused.</summary>
    AtRest = 0,

    /// <summary>A writer may be at work: the end means "nothing more yet", and reading can go on later.</summary>
    Follow = 1,
}
