using Serilog;

namespace Strategies.Cell.Incidents;

/// <summary>Writes what people have to know to a cell's files without letting a full disk stop whoever trades or follows.</summary>
/// <remarks>Housekeeping's.</remarks>
public static class KeptNotes
{
    /// <summary>Writes; where that fails the log says so, which has the note itself already.</summary>
    /// <param name="log">The process's.</param>
    /// <param name="append">Writes.</param>
    public static void Keep(ILogger log, Action append)
    {
        try
        {
            append();
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            log.Error("the incident cannot be kept: {Problem}", exception.Message);
        }
    }
}
