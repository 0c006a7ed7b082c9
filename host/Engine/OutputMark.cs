namespace Strategies.Engine;

/// <summary>A place in an output buffer to go back to.</summary>
internal readonly record struct OutputMark(int Length, uint Index);
