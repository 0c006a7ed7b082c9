using System.Text.Json;

namespace Strategies.Cell.Incidents;

/// <summary>
/// The versions of a cell that were found to forget a part of their state, a JSON line each: written by the follower, which proves
/// states before they become snapshots, and by a core that came back from one that was not whole. While one runs no snapshot is taken.
/// </summary>
/// <param name="path">The file.</param>
public sealed class ForgetfulFile(string path)
{
    /// <summary>Adds one.</summary>
    /// <param name="version">It.</param>
    /// <exception cref="IOException">It cannot be written.</exception>
    /// <exception cref="UnauthorizedAccessException">It may not be written.</exception>
    public void Append(ForgetfulVersion version)
    {
        // In one write: two processes may add at the same time.
        using FileStream file = new(path, FileMode.Append, FileAccess.Write, FileShare.ReadWrite, bufferSize: 0);
        file.Write([.. JsonSerializer.SerializeToUtf8Bytes(version), (byte)'\n']);
    }

    /// <summary>Those of a journal, oldest first; none where there is no file. A line that is not whole is left out.</summary>
    /// <param name="journalId">The journal.</param>
    public IReadOnlyList<ForgetfulVersion> Of(Guid journalId)
    {
        List<ForgetfulVersion> versions = [];
        foreach (string line in Lines())
        {
            try
            {
                if (JsonSerializer.Deserialize<ForgetfulVersion>(line) is { } version && version.JournalId == journalId)
                {
                    versions.Add(version);
                }
            }
            catch (JsonException)
            {
                continue; // It is being written, or its writer was killed over it.
            }
        }

        return versions;
    }

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
            return []; // None has forgotten anything.
        }
    }
}
