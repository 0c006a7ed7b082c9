using Strategies.Cell;
using Strategies.Cell.Running;

namespace Strategies.Processes.Core;

/// <summary>The journal's folder in memory, with links to what lies on disk.</summary>
internal static class MemoryFolder
{
    /// <summary>Makes it when it is not there.</summary>
    /// <exception cref="CellException">It cannot be made.</exception>
    internal static void Prepare(ProcessContext context)
    {
        Cell.Config.CellPaths paths = context.Setup.Paths;
        try
        {
            Directory.CreateDirectory(paths.Journal);
            Link(Path.Combine(paths.Journal, "store"), paths.Store);
            Link(Path.Combine(paths.Journal, "snapshot"), paths.Snapshots);
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            throw new CellException(
                paths.Journal, $"the journal's folder cannot be made: {exception.Message}", "check who may write there");
        }
    }

    private static void Link(string link, string target)
    {
        if (!Directory.Exists(link))
        {
            Directory.CreateSymbolicLink(link, target);
        }
    }
}
