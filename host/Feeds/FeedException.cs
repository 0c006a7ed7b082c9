using System.Globalization;

namespace Strategies.Feeds;

/// <summary>A feed's file cannot be read, or not any further: names the file, the place in it and what to do.</summary>
public sealed class FeedException : Exception
{
    private FeedException(string file, string place, string problem, string hint, Exception? cause)
        : base($"{file}{place}: {problem}", cause)
    {
        File = file;
        Problem = problem;
        Hint = hint;
    }

    /// <summary>The file; for a member of an archive <c>archive/member</c>.</summary>
    public string File { get; }

    /// <summary>The line, from 1; null when the file has no lines or the problem is not about one.</summary>
    public long? Line { get; private init; }

    /// <summary>The byte offset, from 0, behind decompression; null when the problem is not about one.</summary>
    public long? Offset { get; private init; }

    /// <summary>What is wrong, without the place.</summary>
    public string Problem { get; }

    /// <summary>What can be done about it.</summary>
    public string Hint { get; }

    /// <summary>A problem with a file as a whole.</summary>
    /// <param name="file">The file.</param>
    /// <param name="problem">What is wrong.</param>
    /// <param name="hint">What can be done.</param>
    /// <param name="cause">The underlying error, if any.</param>
    public static FeedException ForFile(string file, string problem, string hint, Exception? cause = null) =>
        new(file, string.Empty, problem, hint, cause);

    /// <summary>A problem with a line of text.</summary>
    /// <param name="file">The file.</param>
    /// <param name="line">The line, from 1.</param>
    /// <param name="problem">What is wrong.</param>
    /// <param name="hint">What can be done.</param>
    /// <param name="cause">The underlying error, if any.</param>
    public static FeedException AtLine(string file, long line, string problem, string hint, Exception? cause = null) =>
        new(file, string.Create(CultureInfo.InvariantCulture, $", line {line}"), problem, hint, cause) { Line = line };

    /// <summary>A problem at a byte.</summary>
    /// <param name="file">The file.</param>
    /// <param name="offset">The offset, from 0.</param>
    /// <param name="problem">What is wrong.</param>
    /// <param name="hint">What can be done.</param>
    /// <param name="cause">The underlying error, if any.</param>
    public static FeedException AtOffset(
        string file, long offset, string problem, string hint, Exception? cause = null) =>
        new(file, string.Create(CultureInfo.InvariantCulture, $", byte {offset}"), problem, hint, cause)
        {
            Offset = offset,
        };
}
