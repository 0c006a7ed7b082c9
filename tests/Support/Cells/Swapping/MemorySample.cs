using Strategies.Cell.Processes;
using Strategies.Cells.Handing;

namespace Strategies.Cells.Swapping;

/// <summary>Memory of all processes of a cell at a moment.</summary>
/// <param name="Swaps">Swaps so far.</param>
/// <param name="MiB">Memory of each process, MiB, in the order of <see cref="ProcessRoles.All"/>.</param>
public sealed record MemorySample(int Swaps, IReadOnlyList<double> MiB)
{
    /// <summary>Takes one.</summary>
    /// <param name="cell">The cell.</param>
    /// <param name="swaps">Swaps so far.</param>
    public static MemorySample Of(TestedCell cell, int swaps) =>
        new(swaps, [.. ProcessRoles.All.Select(role => ProcessMemory.MiBOf(cell.IdentityOf(role)))]);

    /// <inheritdoc/>
    public override string ToString() => $"{Swaps} swaps: " + string.Join(", ", ProcessRoles.All.Zip(
        MiB, (role, mib) => FormattableString.Invariant($"{ProcessRoles.NameOf(role)} {mib:F0}"))) + " MiB";
}
