using System.Globalization;
using Strategies.Cell.Config;

namespace Strategies.Cell.Clients;

/// <summary>
/// Whose edge it is. Cells may have the same port in their files, one after the other; so every answer of an edge names its
/// cell, and whoever asks compares that with the cell that is meant before anything is asked for.
/// </summary>
/// <param name="Cell">Number of the cell.</param>
/// <param name="Folder">Its folder on disk.</param>
public sealed record CellIdentity(int Cell, string Folder)
{
    /// <summary>Header of every answer with the cell's number.</summary>
    public const string CellHeader = "Strategies-Cell";

    /// <summary>Header of every answer with the cell's folder, percent-encoded, since a header is ASCII.</summary>
    public const string FolderHeader = "Strategies-Cell-Folder";

    /// <summary>The identity of a cell.</summary>
    /// <param name="setup">The cell.</param>
    public static CellIdentity Of(CellSetup setup) => new(setup.Cell, setup.Paths.Folder);

    /// <summary>The cell's number as its header has it.</summary>
    public string CellText => Cell.ToString(CultureInfo.InvariantCulture);

    /// <summary>The cell's folder as its header has it.</summary>
    public string FolderText => Uri.EscapeDataString(Folder);

    /// <summary>Reads the headers of an answer.</summary>
    /// <param name="cell">Of <see cref="CellHeader"/>; null when it is missing.</param>
    /// <param name="folder">Of <see cref="FolderHeader"/>; null when it is missing.</param>
    /// <returns>Null when they name no cell: no edge of this build answers.</returns>
    public static CellIdentity? Parse(string? cell, string? folder) =>
        folder is not null && int.TryParse(cell, NumberStyles.None, CultureInfo.InvariantCulture, out int number)
            ? new CellIdentity(number, Uri.UnescapeDataString(folder))
            : null;
}
