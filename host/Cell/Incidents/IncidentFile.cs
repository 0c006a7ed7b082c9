using System.Text.Json;

namespace Strategies.Cell.Incidents;

/// <summary>
/// The incidents of a cell, a JSON line each, oldest first: written by its supervisor, and by the follower of what it alone finds;
/// read by whoever wants to know, whatever process is dead.
/// </summary>
/// <param name="path">The file.</param>
public sealed class IncidentFile(string path)
{
    /// <summary>So many are kept from one run of the cell to the next.</summary>
    public const int Kept = 1_000;

    private static readonly JsonSerializerOptions Options = new(JsonSerializerDefaults.Web);

    /// <summary>Adds one.</summary>
    /// <param name="incident">It.</param>
    /// <exception cref="IOException">It cannot be written.</exception>
    /// <exception cref="UnauthorizedAccessException">It may not be written.</exception>
    public void Append(Incident incident)
    {
        // In one write: a reader sees a line whole, or as the one that is not ended yet.
        using FileStream file = new(path, FileMode.Append, FileAccess.Write, FileShare.ReadWrite, bufferSize: 0);
        file.Write([.. JsonSerializer.SerializeToUtf8Bytes(incident, Options), (byte)'\n']);
    }

    /// <summary>Takes a line away that a writer left half, and forgets all but the last ones.</summary>
    /// <exception cref="CellException">It cannot be written.</exception>
    public void Tidy()
    {
        try
        {
            if (File.Exists(path))
            {
                string aside = path + ".tmp";
                File.WriteAllLines(aside, Read().TakeLast(Kept).Select(incident => JsonSerializer.Serialize(incident, Options)));
                File.Move(aside, path, overwrite: true);
            }
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            throw new CellException(path, $"cannot be written: {exception.Message}", "make it writable, or remove it");
        }
    }

    /// <summary>All there are, oldest first; none where there is no file. A line that is not whole is left out.</summary>
    public IReadOnlyList<Incident> Read()
    {
        List<Incident> incidents = [];
        foreach (string line in Lines())
        {
            try
            {
                if (JsonSerializer.Deserialize<Incident>(line, Options) is { } incident)
                {
                    incidents.Add(incident);
                }
            }
            catch (JsonException)
            {
                continue; // It is being written, or its writer was killed over it.
            }
        }

        return incidents;
    }

    /// <summary>Those since a time in words, oldest first: for the outcome of what was done meanwhile.</summary>
    /// <param name="time">The time of day.</param>
    public string[] WordsSince(DateTimeOffset time) =>
        [.. Read().Where(incident => incident.Time >= time).Select(incident => incident.ToString())];

    private string[] Lines()
    {
        try
        {
            using FileStream file = new(path, FileMode.Open, FileAccess.Read, FileShare.ReadWrite | FileShare.Delete);
            using StreamReader reader = new(file);
            return reader.ReadToEnd().Split('\n', StringSplitOptions.RemoveEmptyEntries);
        }
        catch (Exception exception) when (exception is FileNotFoundException or DirectoryNotFoundException)
        {
            return []; // Nothing has happened yet.
        }
    }
}
