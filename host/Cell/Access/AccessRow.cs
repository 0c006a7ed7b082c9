using Strategies.Cell.Processes;

namespace Strategies.Cell.Access;

/// <summary>Who uses a region, folder or file of a cell: a row of the table in <see cref="CellAccess"/>.</summary>
/// <param name="Name">
/// Its name as operators read it. Of regions without the cell's prefix and without the number of a venue or feed.
/// </param>
/// <param name="Owner">Whose it is: who makes it, and may read and write it.</param>
/// <param name="Writers">Who else may write it, and read it too.</param>
/// <param name="Readers">Who else may only read it.</param>
public sealed record AccessRow(
    string Name, ProcessRole Owner, IReadOnlyList<ProcessRole> Writers, IReadOnlyList<ProcessRole> Readers)
{
    /// <summary>True when a process may read it.</summary>
    /// <param name="role">The process.</param>
    public bool MayRead(ProcessRole role) => MayWrite(role) || Readers.Contains(role);

    /// <summary>True when a process may write it.</summary>
    /// <param name="role">The process.</param>
    public bool MayWrite(ProcessRole role) => role == Owner || Writers.Contains(role);
}
