namespace Strategies.Journal.Replay;

/// <summary>How an output of a replay differs from the journal.</summary>
public enum OutputDifferenceKind
{
    /// <summary>Both have the output, with different bytes.</summary>
    Content = 1,

    /// <summary>The replay makes an output that the journal does not have.</summary>
    MissingInJournal = 2,

    /// <summary>The journal has an output that the replay does not make.</summary>
    MissingInReplay = 3,
}
