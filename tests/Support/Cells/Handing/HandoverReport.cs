using System.Globalization;

namespace Strategies.Cells.Handing;

/// <summary>One handover of a core, as the command told it and as it was seen from outside.</summary>
/// <param name="OldPid">The core that ended.</param>
/// <param name="NewPid">The one that goes on.</param>
/// <param name="PauseNs">From the last turn of the one loop to the first of the other, ns.</param>
/// <param name="Seconds">From the request to the end, s.</param>
/// <param name="EventsPerSecond">What the core took in a second of the wall clock before it.</param>
/// <param name="OldMiB">Memory of the old process before it, in MiB.</param>
/// <param name="NewMiB">Memory of the new process behind it, in MiB.</param>
/// <param name="RetiredBefore">Versions that waited to be unloaded.</param>
/// <param name="RetiredAfter">The same in the new process.</param>
/// <param name="HasOldEnded">True when the old process is gone.</param>
public sealed record HandoverReport(
    int OldPid,
    int NewPid,
    long PauseNs,
    double Seconds,
    double EventsPerSecond,
    double OldMiB,
    double NewMiB,
    long RetiredBefore,
    long RetiredAfter,
    bool HasOldEnded)
{
    /// <inheritdoc/>
    public override string ToString() => string.Create(
        CultureInfo.InvariantCulture,
        $"{OldPid} to {NewPid}: pause {PauseNs / 1e6:F1} ms, {Seconds:F1} s in all, {EventsPerSecond:N0} events/s before, "
        + $"{OldMiB:F0} MiB and {RetiredBefore} retired before, {NewMiB:F0} MiB and {RetiredAfter} behind");
}
