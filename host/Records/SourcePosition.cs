namespace Strategies.Records;

/// <summary>How far a source has been taken in.</summary>
/// <param name="Kind">Kind of source.</param>
/// <param name="Id">Number of the source within its kind.</param>
/// <param name="LastSequence">The source's own number of its last record.</param>
public readonly record struct SourcePosition(SourceKind Kind, ushort Id, ulong LastSequence);
