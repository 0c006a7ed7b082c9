using Strategies.Risk.Files;

namespace Strategies.Cell;

/// <summary>A cell's configuration, or something that a process of the cell needs, cannot be used.</summary>
/// <param name="where">The file, region or process.</param>
/// <param name="problem">What is wrong.</param>
/// <param name="hint">What to do about it.</param>
public sealed class CellException(string where, string problem, string hint) : Exception($"{where}: {problem}")
{
    /// <summary>Says what the reader of configuration says of one of the cell's files.</summary>
    /// <param name="error">What it says.</param>
    public static CellException Of(ConfigException error) => new(
        error.Place.Length > 0 ? $"{error.FileName}, {error.Place}" : error.FileName, error.Problem, error.Hint);

    /// <summary>The file, with its line where one is concerned, or the region or process.</summary>
    public string Where { get; } = where;

    /// <summary>What is wrong.</summary>
    public string Problem { get; } = problem;

    /// <summary>What to do about it.</summary>
    public string Hint { get; } = hint;
}
