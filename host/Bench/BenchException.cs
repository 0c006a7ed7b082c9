namespace Strategies.Bench;

/// <summary>A benchmark cannot be run, or its run is not what it claims to measure.</summary>
/// <param name="problem">What is wrong and where.</param>
/// <param name="hint">What to do about it.</param>
public sealed class BenchException(string problem, string hint) : Exception(problem)
{
    /// <summary>What to do about it.</summary>
    public string Hint { get; } = hint;
}
