namespace Strategies.Plugins.Parameters;

/// <summary>A parameter cannot be set to what was asked for; nothing has changed.</summary>
/// <param name="name">The parameter's name, as it was given.</param>
/// <param name="problem">What is wrong with it.</param>
/// <param name="hint">What to do about it.</param>
public sealed class ParameterException(string name, string problem, string hint) : Exception($"{problem}; {hint}")
{
    /// <summary>The parameter's name, as it was given.</summary>
    public string Name { get; } = name;

    /// <summary>What is wrong with it.</summary>
    public string Problem { get; } = problem;

    /// <summary>What to do about it.</summary>
    public string Hint { get; } = hint;
}
