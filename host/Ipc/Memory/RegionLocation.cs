using System.Globalization;
using System.Text;

namespace Strategies.Ipc.Memory;

/// <summary>Where a region lies: its cell, its name and the folder. Nothing is named without its cell.</summary>
public sealed record RegionLocation
{
    /// <summary>Where regions lie unless told otherwise: Linux's file system in memory.</summary>
    public const string DefaultFolder = "/dev/shm";

    /// <summary>The highest number of a cell (12 bits, as in an order's identifier).</summary>
    public const int CellMax = 4095;

    /// <summary>Longest name, in characters.</summary>
    public const int NameLengthMax = RegionHeader.NameBytes - 1;

    /// <summary>A location; nothing need be there.</summary>
    /// <param name="cell">The cell, 0 to <see cref="CellMax"/>.</param>
    /// <param name="name">Lower-case letters, digits, hyphens and dots; starts with a letter.</param>
    /// <param name="folder">An existing folder, best in memory.</param>
    /// <exception cref="IpcException">The cell or the name is out of range.</exception>
    public RegionLocation(int cell, string name, string folder = DefaultFolder)
    {
        if (cell is < 0 or > CellMax)
        {
            throw new IpcException(
                IpcFault.InvalidArgument, $"cell {cell} is out of range", $"a cell is a number from 0 to {CellMax}");
        }

        if (!IsName(name))
        {
            throw new IpcException(
                IpcFault.InvalidArgument,
                $"'{name}' cannot name a region",
                $"use 1 to {NameLengthMax} lower-case letters, digits, hyphens and dots, a letter first");
        }

        Cell = cell;
        Name = name;
        Folder = Path.GetFullPath(folder);
        File = Path.Combine(Folder, PrefixOf(cell) + name);
    }

    /// <summary>The cell.</summary>
    public int Cell { get; }

    /// <summary>The name within the cell.</summary>
    public string Name { get; }

    /// <summary>The folder, as an absolute path.</summary>
    public string Folder { get; }

    /// <summary>
    /// Whose the region is and who else may use it; null where all processes of the cell are one user's, and the region is that
    /// user's alone.
    /// </summary>
    public FileAccessRule? Access { get; init; }

    /// <summary>With what the names of all files of a cell in memory begin.</summary>
    /// <param name="cell">The cell's number.</param>
    public static string PrefixOf(int cell) => $"strategies-{cell.ToString(CultureInfo.InvariantCulture)}-";

    /// <summary>The file: <c>FOLDER/strategies-CELL-NAME</c>.</summary>
    public string File { get; }

    /// <summary>True when a region, or a counter in it, can have this name.</summary>
    internal static bool IsName(string name) =>
        name.Length is > 0 and <= NameLengthMax && char.IsAsciiLetterLower(name[0])
        && name.All(letter => char.IsAsciiLetterLower(letter) || char.IsAsciiDigit(letter) || letter is '-' or '.');

    /// <summary>Writes a name as the layout has it: zeros behind it.</summary>
    internal static unsafe void WriteName(string name, byte* target)
    {
        Span<byte> bytes = new(target, RegionHeader.NameBytes);
        bytes.Clear();
        Encoding.ASCII.GetBytes(name, bytes);
    }

    /// <summary>Reads a name as the layout has it.</summary>
    internal static unsafe string ReadName(byte* source)
    {
        ReadOnlySpan<byte> bytes = new(source, RegionHeader.NameBytes);
        int end = bytes.IndexOf((byte)0);
        return Encoding.ASCII.GetString(end < 0 ? bytes : bytes[..end]);
    }
}
