using System.Globalization;

namespace Strategies.Session.Results;

/// <summary>A line of source.</summary>
/// <param name="File">Name of the file, without its folder; null when it is not known.</param>
/// <param name="Line">The line, from 1.</param>
public readonly record struct SourceLine(string? File, int Line)
{
    /// <summary>True when it is known.</summary>
    public bool IsKnown => File is not null;

    /// <summary><c>File.cs:12</c>; empty when it is not known.</summary>
    public override string ToString() => IsKnown ? string.Create(CultureInfo.InvariantCulture, $"{File}:{Line}") : "";
}
