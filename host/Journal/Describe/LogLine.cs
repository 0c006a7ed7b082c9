namespace Strategies.Journal.Describe;

/// <summary>A line that a strategy has written, with its numbers in it.</summary>
/// <param name="Sequence">Number of the input in whose callback it was written.</param>
/// <param name="Time">Engine time, ISO 8601 in UTC.</param>
/// <param name="TimeNs">The same, ns since 1970-01-01 UTC.</param>
/// <param name="Slot">Name of the slot.</param>
/// <param name="Level">How much it matters.</param>
/// <param name="Text">The line.</param>
public sealed record LogLine(ulong Sequence, string Time, long TimeNs, string Slot, string Level, string Text);
