using Strategies.Feeds.Samples;
using Strategies.Plans;

namespace Strategies.Cli.Projects;

/// <summary>Writes a new project's folder: whole, or not at all.</summary>
internal static class ProjectWriter
{
    /// <summary>Rows of the artificial day; <c>sdk/Templates</c> has the same.</summary>
    private const int DayRows = 10_000;

    /// <summary>Writes it.</summary>
    /// <param name="folder">Where: not there yet, or empty.</param>
    /// <param name="files">What, as <see cref="ProjectTemplate.Files"/> has it.</param>
    /// <exception cref="PlanException">Something is there, or it cannot be written.</exception>
    internal static void Write(string folder, IEnumerable<(string Path, string Text)> files)
    {
        if (File.Exists(folder) || (Directory.Exists(folder) && Directory.EnumerateFileSystemEntries(folder).Any()))
        {
            throw new PlanException(folder, "something is there already", "give another folder with -o");
        }

        string made = $"{folder}.{Environment.ProcessId}.new";
        try
        {
            foreach ((string path, string text) in files)
            {
                string file = Path.Combine(made, path);
                Directory.CreateDirectory(Path.GetDirectoryName(file)!);
                File.WriteAllText(file, text);
            }

            string day = Path.Combine(made, "data", "day.zip");
            Directory.CreateDirectory(Path.GetDirectoryName(day)!);
            LobsterSampleWriter.Write(day, new LobsterSampleOptions { Rows = DayRows });
            if (Directory.Exists(folder))
            {
                Directory.Delete(folder);
            }

            Directory.Move(made, folder);
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            throw new PlanException(folder, $"the project cannot be written: {exception.Message}", "give another folder with -o");
        }
        finally
        {
            if (Directory.Exists(made))
            {
                Directory.Delete(made, recursive: true);
            }
        }
    }
}
