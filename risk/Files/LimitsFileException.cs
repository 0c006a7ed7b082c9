namespace Strategies.Risk.Files;

/// <summary>A limits file cannot be used. The message names file, line and key and says what to do.</summary>
public sealed class LimitsFileException : Exception
{
    /// <summary>Makes the exception.</summary>
    /// <param name="fileName">The file.</param>
    /// <param name="line">The line, from 1; 0 where the whole file is concerned.</param>
    /// <param name="key">The key; empty where none is concerned.</param>
    /// <param name="problem">What is wrong, naming the key.</param>
    /// <param name="hint">What would be right.</param>
    /// <param name="inner">The cause, if another error is.</param>
    public LimitsFileException(string fileName, int line, string key, string problem, string hint,
        Exception? inner = null)
        : base($"{fileName}{(line > 0 ? $", line {line}" : "")}: {problem}; {hint}", inner)
    {
        FileName = fileName;
        Line = line;
        Key = key;
        Hint = hint;
    }

    /// <summary>The file.</summary>
    public string FileName { get; }

    /// <summary>The line, from 1; 0 where the whole file is concerned.</summary>
    public int Line { get; }

    /// <summary>The key; empty where none is concerned.</summary>
    public string Key { get; }

    /// <summary>What would be right.</summary>
    public string Hint { get; }
}
