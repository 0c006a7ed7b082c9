using Strategies.Risk.Files;

namespace Strategies.Plans;

/// <summary>A plan, or something that it names, cannot be used.</summary>
public sealed class PlanException : Exception
{
    /// <summary>Makes the exception.</summary>
    /// <param name="file">The plan.</param>
    /// <param name="problem">What is wrong and where.</param>
    /// <param name="hint">What to do about it.</param>
    public PlanException(string file, string problem, string hint)
        : this(file, "", problem, hint)
    {
    }

    private PlanException(string file, string place, string problem, string hint)
        : base(place.Length > 0 ? $"{file}, {place}: {problem}" : $"{file}: {problem}")
    {
        File = file;
        Place = place;
        Problem = problem;
        Hint = hint;
    }

    /// <summary>Says what the reader of configuration says of a plan.</summary>
    /// <param name="error">What it says.</param>
    public static PlanException Of(ConfigException error) =>
        new(error.FileName, error.Place, error.Problem, error.Hint);

    /// <summary>The plan.</summary>
    public string File { get; }

    /// <summary>Where in the plan, in words: its line, for example; empty where the problem says it, or all of it is meant.</summary>
    public string Place { get; }

    /// <summary>What is wrong.</summary>
    public string Problem { get; }

    /// <summary>What to do about it.</summary>
    public string Hint { get; }
}
