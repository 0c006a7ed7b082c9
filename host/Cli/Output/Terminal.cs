using System.Text.Encodings.Web;
using System.Text.Json;
using Spectre.Console;
using Strategies.Cell.Words;
using Strategies.Risk.Naming;

namespace Strategies.Cli.Output;

/// <summary>Where a command's words go: results to standard output, progress and messages to standard error.</summary>
internal sealed class Terminal
{
    private const int ColumnsMin = 40;
    private const int ColumnsOfFile = 160;

    private static readonly JsonSerializerOptions JsonOptions = new()
    {
        Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
        PropertyNamingPolicy = JsonNamingPolicy.CamelCase,
    };

    internal Terminal(bool isJson)
    {
        IsJson = isJson;
        Messages = Make(ShownWriter.RawError, !Console.IsErrorRedirected);
        Results = Make(ShownWriter.RawOut, !Console.IsOutputRedirected);
        Messages.Pipeline.Attach(new ControlHook());
        Results.Pipeline.Attach(new ControlHook());
        Widen(Messages);
        Widen(Results);
    }

    /// <summary>True when the last line of standard output is to be the result as JSON.</summary>
    internal bool IsJson { get; }

    internal IAnsiConsole Messages { get; }

    internal IAnsiConsole Results { get; }

    /// <summary>Into a file or a pipe go words alone: no colours, and nothing that is drawn again.</summary>
    private static IAnsiConsole Make(TextWriter writer, bool isTerminal) => AnsiConsole.Create(new AnsiConsoleSettings
    {
        Out = new RawOutput(writer, isTerminal),
        Ansi = isTerminal ? AnsiSupport.Detect : AnsiSupport.No,
        ColorSystem = isTerminal ? ColorSystemSupport.Detect : ColorSystemSupport.NoColors,
        Interactive = isTerminal ? InteractionSupport.Detect : InteractionSupport.No,
    });

    /// <summary>Into a file or a pipe a line is as wide as COLUMNS says, or wide enough for every table.</summary>
    private static void Widen(IAnsiConsole console)
    {
        if (!console.Profile.Out.IsTerminal)
        {
            console.Profile.Width = int.TryParse(Environment.GetEnvironmentVariable("COLUMNS"), out int columns) && columns >= ColumnsMin
                ? columns
                : ColumnsOfFile;
        }
    }

    /// <summary>Writes the result as the one JSON line.</summary>
    internal static void WriteJson(object value) => Line(JsonSerializer.Serialize(value, JsonOptions));

    /// <summary>Writes one line of the result just as it is, however wide: to be copied, or read by a program.</summary>
    /// <param name="text">The line; control characters in it are shown as escapes, as JSON has them too.</param>
    internal static void Line(string text) => Console.Out.WriteLine(ControlText.Line(text));

    /// <summary>A sentence for the person.</summary>
    internal void Say(string text) => Messages.MarkupLineInterpolated($"{text}");

    /// <summary>Something that is not as it should be, without being an error.</summary>
    internal void Warn(string text) => Messages.MarkupLineInterpolated($"[yellow]warning:[/] {text}");

    /// <summary>What went wrong and what to do about it; with JSON also as the last line.</summary>
    /// <param name="problem">What went wrong.</param>
    /// <param name="hint">What to do about it.</param>
    /// <param name="answer">All that is known of it, for JSON; null for no more than that.</param>
    internal void Fail(string problem, string hint, object? answer = null)
    {
        Console.Error.WriteLine($"error: {problem}");
        if (hint.Length > 0)
        {
            Console.Error.WriteLine($"hint: {hint}");
        }

        if (IsJson && answer is not null)
        {
            WriteJson(new { error = problem, hint, answer });
        }
        else if (IsJson)
        {
            WriteJson(new { error = problem, hint });
        }
    }
}
