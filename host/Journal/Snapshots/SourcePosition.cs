using Strategies.Engine.Records;

namespace Strategies.Journal.Snapshots;

/// <summary>How far a source had been heard when a snapshot was taken: what repeats is dropped up to there.</summary>
/// <param name="Kind">Kind of the source.</param>
/// <param name="Id">Its number within the kind.</param>
/// <param name="LastSequence">The source's own number of its last input; 0 when it had none.</param>
public readonly record struct SourcePosition(SourceKind Kind, ushort Id, ulong LastSequence);
