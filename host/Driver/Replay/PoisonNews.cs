namespace Strategies.Driver.Replay;

/// <summary>
/// What an input says of a slot whose strategy ended the process, to an engine that runs the journal again. The slot must
/// be mute for the input that ended the process; when the declaration is there by then, it is.
/// </summary>
public enum PoisonNews
{
    /// <summary>The input is no such declaration.</summary>
    None = 0,

    /// <summary>It declares a slot poisoned that was mute when the input before was run.</summary>
    Foreseen = 1,

    /// <summary>
    /// It declares a slot poisoned that was called when the input before was run, for the declaration was not there yet:
    /// the engine's state is not the journal's any more. Only where a journal is followed.
    /// </summary>
    TooLate = 2,

    /// <summary>It names an input that was not run here, as one in front of the snapshot; or it is malformed.</summary>
    Unknown = 3,
}
