using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using Strategies.Cell.Config;

namespace Strategies.Cell.Clients;

/// <summary>
/// Whose edge it is. Cells may have the same port in their files, one after the other; so every answer of an edge names its
/// cell, and whoever asks compares that with the cell that is meant before anything is asked for. Who has no token is told the
/// cell's number and a hash of its folder, which says nothing to those who do not know the folder.
/// </summary>
/// <param name="Cell">Number of the cell.</param>
/// <param name="Folder">Its folder on disk.</param>
public sealed record CellIdentity(int Cell, string Folder)
{
    /// <summary>Header of every answer with the cell's number.</summary>
    public const string CellHeader = "Strategies-Cell";

    /// <summary>Header of every answer with the SHA-256 of the cell's folder in UTF-8, as 64 hexadecimal digits.</summary>
    public const string HashHeader = "Strategies-Cell-Hash";

    /// <summary>
    /// Header of an answer to a token that is known, with the cell's folder, percent-encoded, since a header is ASCII.
    /// </summary>
    public const string FolderHeader = "Strategies-Cell-Folder";

    /// <summary>The identity of a cell.</summary>
    /// <param name="setup">The cell.</param>
    public static CellIdentity Of(CellSetup setup) => new(setup.Cell, setup.Paths.Folder);

    /// <summary>The cell's number as its header has it.</summary>
    public string CellText => Cell.ToString(CultureInfo.InvariantCulture);

    /// <summary>The cell's folder as its header has it.</summary>
    public string FolderText => Uri.EscapeDataString(Folder);

    /// <summary>The hash of the cell's folder as its header has it.</summary>
    public string FolderHash => Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(Folder)));

    /// <summary>Reads what an answer says of its cell.</summary>
    /// <param name="cell">Of <see cref="CellHeader"/>; null when it is missing.</param>
    /// <param name="hash">Of <see cref="HashHeader"/>; null when it is missing.</param>
    /// <returns>The cell's number; null when none is named: no edge of this build answers.</returns>
    public static int? ReadCell(string? cell, string? hash) =>
        hash?.Length == 2 * SHA256.HashSizeInBytes
        && int.TryParse(cell, NumberStyles.None, CultureInfo.InvariantCulture, out int number)
            ? number
            : null;

    /// <summary>Reads the folder that an answer names.</summary>
    /// <param name="folder">Of <see cref="FolderHeader"/>; null when it is missing.</param>
    public static string? ReadFolder(string? folder) => folder is null ? null : Uri.UnescapeDataString(folder);
}
