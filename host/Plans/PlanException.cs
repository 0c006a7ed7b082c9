namespace Strategies.Plans;

/// <summary>A plan, or something that it names, cannot be used.</summary>
/// <param name="file">The plan.</param>
/// <param name="problem">What is wrong and where.</param>
/// <param name="hint">What to do about it.</param>
public sealed class PlanException(string file, string problem, string hint) : Exception($"{file}: {problem}")
{
    /// <summary>The plan.</summary>
    public string File { get; } = file;

    /// <summary>What is wrong and where.</summary>
    public string Problem { get; } = problem;

    /// <summary>What to do about it.</summary>
    public string Hint { get; } = hint;
}
