using System.Globalization;
using Serilog;
using Strategies.Cell.Incidents;
using Strategies.Cell.Processes;

namespace Strategies.Supervisor;

/// <summary>
/// What the supervisor does, told to its log and, a line an event, on standard error; what is not as it should be also to
/// the cell's incidents.
/// </summary>
/// <param name="log">The log.</param>
/// <param name="incidents">The cell's incidents.</param>
/// <param name="moment">Where the core is in its journal and its session.</param>
internal sealed class EventLog(ILogger log, IncidentFile incidents, CoreMoment moment)
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
    /// <param name="process">The process that it is about.</param>
    /// <param name="kind">What it is.</param>
    /// <param name="text">What happened.</param>
    /// <param name="durationMs">For how long, ms; 0 where it has no length.</param>
    internal void Warn(CellProcess process, IncidentKind kind, string text, long durationMs = 0)
    {
        log.Warning("{Process}: {Event}", process.Name, text);
        Show(process, text);
        (ulong sequence, long sessionTimeNs) = moment.Read();
        Incident incident = new()
        {
            Time = DateTimeOffset.UtcNow,
            SessionTimeNs = sessionTimeNs,
            Sequence = sequence,
            Process = process.Name,
            Kind = kind,
            DurationMs = durationMs,
            Text = text,
        };
        try
        {
            incidents.Append(incident);
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            // A full disk ends no supervisor; the log may lie elsewhere, and standard error has it.
            log.Error("the incident cannot be kept: {Problem}", exception.Message);
        }
    }

    /// <summary>What was not as it should be since a time, in words.</summary>
    /// <param name="time">The time of day.</param>
    internal IReadOnlyList<string> IncidentsSince(DateTimeOffset time) => incidents.WordsSince(time);

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
