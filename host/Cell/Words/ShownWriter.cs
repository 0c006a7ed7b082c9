using System.Text;
using Strategies.Risk.Naming;

namespace Strategies.Cell.Words;

/// <summary>
/// The one place where a program's words leave for a terminal: standard output and standard error behind <see cref="ControlText"/>, so
/// that no text of a strategy, a file or a name does anything there.
/// </summary>
/// <remarks>What draws (tables, progress) writes to the raw ones, and sees to its texts itself.</remarks>
public sealed class ShownWriter : TextWriter
{
    private readonly TextWriter _raw;

    private ShownWriter(TextWriter raw)
        : base(raw.FormatProvider) => _raw = raw;

    /// <summary>Standard output as it was.</summary>
    public static TextWriter RawOut { get; private set; } = Console.Out;

    /// <summary>Standard error as it was.</summary>
    public static TextWriter RawError { get; private set; } = Console.Error;

    /// <inheritdoc/>
    public override Encoding Encoding => _raw.Encoding;

    /// <summary>Puts itself in front of both; first of all that a program does.</summary>
    public static void Install()
    {
        (RawOut, RawError) = (Console.Out, Console.Error);
        Console.SetOut(Before(RawOut));
        Console.SetError(Before(RawError));
    }

    /// <summary>One in front of another writer.</summary>
    /// <param name="raw">The other, which stays its owner's.</param>
    public static TextWriter Before(TextWriter raw) => new ShownWriter(raw) { NewLine = raw.NewLine };

    /// <inheritdoc/>
    public override void Write(char value) => _raw.Write(ControlText.Lines(value.ToString()));

    /// <inheritdoc/>
    public override void Write(string? value) => _raw.Write(ControlText.Lines(value ?? ""));

    /// <inheritdoc/>
    public override void Write(char[] buffer, int index, int count) => Write(buffer.AsSpan(index, count));

    /// <inheritdoc/>
    public override void Write(ReadOnlySpan<char> buffer) => _raw.Write(ControlText.Lines(buffer.ToString()));

    /// <inheritdoc/>
    public override void WriteLine(string? value) => _raw.WriteLine(ControlText.Lines(value ?? ""));

    /// <inheritdoc/>
    public override void Flush() => _raw.Flush();
}
