namespace Strategies.Risk.Files;

/// <summary>A file of configuration cannot be used. The message names file, place and key and says what to do.</summary>
public sealed class ConfigException : Exception
{
    /// <summary>Makes the exception.</summary>
    /// <param name="fileName">The file.</param>
    /// <param name="line">The line, from 1; 0 where the whole file is concerned.</param>
    /// <param name="key">The key; empty where none is concerned.</param>
    /// <param name="problem">What is wrong, naming the key.</param>
    /// <param name="hint">What would be right.</param>
    /// <param name="inner">The cause, if another error is.</param>
    public ConfigException(string fileName, int line, string key, string problem, string hint, Exception? inner = null)
        : this(fileName, line, key, line > 0 ? $"line {line}" : "", problem, hint, inner)
    {
    }

    internal ConfigException(
        string fileName, int line, string key, string place, string problem, string hint, Exception? inner)
        : base($"{fileName}{(place.Length > 0 ? ", " : "")}{place}: {problem}; {hint}", inner)
    {
        FileName = fileName;
        Line = line;
        Key = key;
        Place = place;
        Problem = problem;
        Hint = hint;
    }

    /// <summary>The file.</summary>
    public string FileName { get; }

    /// <summary>The line, from 1; 0 where the whole file is concerned, or a text that no person has written.</summary>
    public int Line { get; }

    /// <summary>The key; empty where none is concerned.</summary>
    public string Key { get; }

    /// <summary>Where in the file, in words: its line, or the path of keys of a text without lines; empty for all of it.</summary>
    public string Place { get; }

    /// <summary>What is wrong.</summary>
    public string Problem { get; }

    /// <summary>What would be right.</summary>
    public string Hint { get; }
}
