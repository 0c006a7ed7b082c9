using System.Runtime.InteropServices;
using Strategies.Journal.Segments;

namespace Strategies.Journal.Durability;

/// <summary>
/// Brings the names in a folder to the disk: a file's own flush does not, and a loss of power takes a new name back. Any
/// thread; waits for the disk.
/// </summary>
public static class FolderSync
{
    /// <summary>Brings a folder's names to the disk.</summary>
    /// <param name="folder">The folder.</param>
    /// <exception cref="IOException">The disk refuses.</exception>
    public static void Sync(string folder)
    {
        int error = FileSystemCalls.SyncFolder(folder);
        if (error != 0)
        {
            throw new IOException(
                $"cannot write the folder {folder} to the disk: {Marshal.GetPInvokeErrorMessage(error)}", error);
        }
    }
}
