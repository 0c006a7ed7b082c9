using System.Globalization;
using System.Text;
using Strategies.Cell.Config;
using Strategies.Ipc.Memory;

namespace Strategies.Cell.Regions;

/// <summary>
/// The memory of a cell's number as a whole, and whose it is: names in shared memory come from the number alone, so a file
/// among them says which cell's folder on disk they belong to. Another folder with the same number is refused.
/// </summary>
public static class CellMemory
{
    private const string OwnerName = "owner";
    private const int CellMax = 4_095;
    private const UnixFileMode ForAllToRead =
        UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.GroupRead | UnixFileMode.OtherRead;

    /// <summary>Takes the number for a cell, or finds that it has it already.</summary>
    /// <param name="setup">The cell.</param>
    /// <exception cref="CellException">Another folder has the number, or nothing can be written there.</exception>
    public static void Claim(CellSetup setup)
    {
        string owner = OwnerOf(setup);
        string own = $"{owner}.{Environment.ProcessId.ToString(CultureInfo.InvariantCulture)}";
        try
        {
            File.WriteAllText(own, $"{setup.Paths.Folder}\n{setup.File}\n");
            if (!OperatingSystem.IsWindows())
            {
                File.SetUnixFileMode(own, ForAllToRead); // Whoever meets the number is to learn whose it is.
            }

            // In one step: of two that come at once one has it.
            File.Move(own, owner, overwrite: false);
        }
        catch (IOException) when (File.Exists(owner))
        {
            File.Delete(own);
            Require(setup);
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            throw new CellException(
                setup.Paths.Memory,
                $"number {setup.Cell} cannot be taken: {exception.Message}",
                $"name a folder in memory that can be written with 'memory' in {setup.File}");
        }
    }

    /// <summary>Fails when the number is another folder's. One that nobody has taken is anybody's.</summary>
    /// <param name="setup">The cell.</param>
    /// <exception cref="CellException">Another folder has the number.</exception>
    public static void Require(CellSetup setup)
    {
        if (OtherOwner(setup) is { } other)
        {
            throw new CellException(
                setup.Paths.Folder,
                $"number {setup.Cell} is the cell's in {other.Folder}, by {other.File}",
                $"give this cell another number with 'cell' in {setup.Config.Plan}; or end the other one: "
                + $"strat down --cell {other.File}");
        }
    }

    /// <summary>True when the number is another folder's.</summary>
    /// <param name="setup">The cell.</param>
    public static bool IsAnothers(CellSetup setup) => OtherOwner(setup) is not null;

    /// <summary>The smallest number of which nothing lies in memory.</summary>
    /// <param name="memory">The folder of the memory.</param>
    /// <exception cref="CellException">All are taken.</exception>
    public static int FreeNumber(string memory)
    {
        for (int cell = 1; cell <= CellMax; cell++)
        {
            if (!Directory.EnumerateFileSystemEntries(memory, $"{RegionLocation.PrefixOf(cell)}*").Any())
            {
                return cell;
            }
        }

        throw new CellException(memory, $"all {CellMax} numbers of cells are taken", "end cells that are not needed: strat down");
    }

    /// <summary>
    /// Removes all that lies in memory under the cell's number. Only while nothing of the cell runs, and when nothing of it
    /// is missing on disk, or nothing of it is wanted any more.
    /// </summary>
    /// <param name="setup">The cell.</param>
    /// <returns>How many bytes were given back.</returns>
    public static long Remove(CellSetup setup)
    {
        long bytes = 0;
        string owner = OwnerOf(setup);
        foreach (string entry in Directory.EnumerateFileSystemEntries(setup.Paths.Memory, $"{RegionLocation.PrefixOf(setup.Cell)}*"))
        {
            if (Directory.Exists(entry))
            {
                bytes += SizeOf(new DirectoryInfo(entry));
                Directory.Delete(entry, recursive: true);
            }
            else if (entry != owner)
            {
                bytes += new FileInfo(entry).Length;
                File.Delete(entry);
            }
        }

        // Last: until then nobody else begins here.
        File.Delete(owner);
        return bytes;
    }

    private static long SizeOf(DirectoryInfo folder) => folder
        .EnumerateFiles("*", new EnumerationOptions { RecurseSubdirectories = true, AttributesToSkip = FileAttributes.ReparsePoint })
        .Sum(file => file.Length);

    private static (string Folder, string File)? OtherOwner(CellSetup setup) =>
        ReadOwner(setup) is { } owner && owner.Folder != setup.Paths.Folder ? owner : null;

    /// <summary>The folder of the cell that has a number now, beside another's memory; null when that cannot be known.</summary>
    /// <param name="beside">The other cell.</param>
    /// <param name="cell">The number.</param>
    public static string? FolderOf(CellSetup beside, int cell)
    {
        try
        {
            return ReadOwner(OwnerOf(beside.Paths.Memory, cell))?.Folder;
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            // Another user's.
            return null;
        }
    }

    private static (string Folder, string File)? ReadOwner(CellSetup setup) => ReadOwner(OwnerOf(setup));

    private static (string Folder, string File)? ReadOwner(string file)
    {
        try
        {
            string[] lines = File.ReadAllText(file, Encoding.UTF8).Split('\n');
            return lines.Length >= 2 ? (lines[0], lines[1]) : null;
        }
        catch (Exception exception) when (exception is FileNotFoundException or DirectoryNotFoundException)
        {
            return null;
        }
    }

    private static string OwnerOf(CellSetup setup) => OwnerOf(setup.Paths.Memory, setup.Cell);

    private static string OwnerOf(string memory, int cell) => Path.Combine(memory, RegionLocation.PrefixOf(cell) + OwnerName);
}
