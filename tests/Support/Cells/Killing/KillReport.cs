using Strategies.Cell.Processes;

namespace Strategies.Cells.Killing;

/// <summary>One kill, and how long it took until all was as before.</summary>
/// <param name="Role">What was killed.</param>
/// <param name="Moment">When.</param>
/// <param name="IsHit">True when the moment that was wanted was met.</param>
/// <param name="AtSequence">The last input that the core had told.</param>
/// <param name="BackMs">From the kill until the process was at work again.</param>
/// <param name="FreeMs">For the core, until the venue took new orders again; -1 when not measured.</param>
/// <param name="OrderMs">For the core, until the next order or request reached the exchange; -1 when not measured.</param>
public sealed record KillReport(
    ProcessRole Role, KillMoment Moment, bool IsHit, long AtSequence, double BackMs, double FreeMs, double OrderMs)
{
    /// <inheritdoc/>
    public override string ToString() => FormattableString.Invariant(
        $"{ProcessRoles.NameOf(Role)} {Moment}{(IsHit ? "" : " (missed)")} behind input {AtSequence}: back after {BackMs:0} ms")
        + (FreeMs < 0 ? "" : FormattableString.Invariant($", venue free after {FreeMs:0} ms, orders after {OrderMs:0} ms"));
}
