using System.Text;
using Spectre.Console;

namespace Strategies.Cli.Output;

/// <summary>A standard stream as it is, for what draws on it: its texts go through <see cref="ControlHook"/>.</summary>
/// <param name="writer">The stream.</param>
/// <param name="isTerminal">False when it goes to a file or another program.</param>
internal sealed class RawOutput(TextWriter writer, bool isTerminal) : IAnsiConsoleOutput
{
    private readonly AnsiConsoleOutput _size = new(writer);

    public TextWriter Writer => writer;

    public bool IsTerminal => isTerminal;

    public int Width => _size.Width;

    public int Height => _size.Height;

    public void SetEncoding(Encoding encoding) => _size.SetEncoding(encoding);
}
