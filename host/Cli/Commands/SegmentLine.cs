namespace Strategies.Cli.Commands;

/// <summary>One segment as <c>strat journal ls</c> shows it.</summary>
/// <param name="Name">Folder and file.</param>
/// <param name="Records">Records in it.</param>
/// <param name="First">Number, or cause, of the first record.</param>
/// <param name="Last">Number, or cause, of the last record.</param>
/// <param name="FromNs">Time of the first record.</param>
/// <param name="ToNs">Time of the last record.</param>
internal sealed record SegmentLine(string Name, long Records, ulong First, ulong Last, long FromNs, long ToNs);
