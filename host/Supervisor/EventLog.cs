using System.Globalization;
using Serilog;
using Strategies.Cell.Processes;

namespace Strategies.Supervisor;

/// <summary>What the supervisor does, told to its log and, a line an event, on standard error.</summary>
/// <param name="log">The log.</param>
internal sealed class EventLog(ILogger log)
{
    private bool _hasTerminal = true;

    /// <summary>Something that is as it should be.</summary>
    /// <param name="process">The process that it is about.</param>
    /// <param name="text">What happened.</param>
    internal void Say(CellProcess process, string text)
    {
        log.Information("{Process}: {Event}", process.Name, text);
        Show(process, text);
    }

    /// <summary>Something that is not as it should be.</summary>
    /// <inheritdoc cref="Say"/>
    internal void Warn(CellProcess process, string text)
    {
        log.Warning("{Process}: {Event}", process.Name, text);
        Show(process, text);
    }

    private void Show(CellProcess process, string text)
    {
        if (!_hasTerminal)
        {
            return;
        }

        string time = DateTime.Now.ToString("HH:mm:ss.fff", CultureInfo.InvariantCulture);
        try
        {
            Console.Error.WriteLine($"{time} {process.Name}: {text}");
        }
        catch (IOException exception)
        {
            // The terminal was closed: the cell goes on without it.
            _hasTerminal = false;
            log.Information("standard error is gone: {Problem}", exception.Message);
        }
    }
}
