using Strategies.Cell.Processes;
using Strategies.Ipc.Memory;

namespace Strategies.Cell.Access;

/// <summary>A folder of a cell and who uses it.</summary>
/// <param name="Name">Its name as operators read it.</param>
/// <param name="Path">Where it lies.</param>
/// <param name="Owner">Whose it is.</param>
/// <param name="Rights">What others may do with its entries.</param>
public sealed record FolderRow(
    string Name, string Path, ProcessRole Owner, IReadOnlyList<(ProcessRole Role, AccessRights Rights)> Rights)
{
    /// <summary>Only who has made an entry may rename or remove it.</summary>
    public bool IsSticky { get; init; }

    /// <summary>
    /// Who may use what is made in it, folders and files, besides the one who makes it; empty where that is its maker's alone.
    /// A file that its maker lets nobody write (segments in memory, snapshots) nobody of these writes.
    /// </summary>
    public IReadOnlyList<(ProcessRole Role, AccessRights Rights)> Inherited { get; init; } = [];
}
