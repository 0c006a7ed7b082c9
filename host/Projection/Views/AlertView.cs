namespace Strategies.Projection.Views;

/// <summary>Something that a person should know.</summary>
/// <param name="Sequence">Number of the input that caused it.</param>
/// <param name="TimeNs">When, engine time, ns since 1970-01-01 UTC.</param>
/// <param name="Code">What it is about.</param>
/// <param name="Count">How often since the last one of this kind.</param>
/// <param name="Detail">A number that helps to find it: order, byte offset, sequence; ms where it is about a process.</param>
/// <param name="Text">In words.</param>
/// <param name="Process">The process of the cell that it happened to; empty when the engine says it of its inputs.</param>
public sealed record AlertView(
    ulong Sequence, long TimeNs, string Code, int Count, long Detail, string Text, string Process = "");
