using Strategies.Cell.Config;
using Strategies.Cell.Incidents;
using Strategies.Projection;
using Strategies.Projection.Views;

namespace Strategies.Edge.Metrics;

/// <summary>What people have to know of: the engine's alerts, and what happened to the cell's processes.</summary>
/// <param name="paths">The cell's paths.</param>
internal sealed class CellAlerts(CellPaths paths)
{
    private const int Kept = 200;

    private readonly IncidentFile _incidents = new(paths.Incidents);

    /// <summary>The last of both, in the order in which they happened.</summary>
    /// <param name="alerts">The engine's.</param>
    internal AlertView[] With(IEnumerable<AlertView> alerts) =>
        [.. alerts.Concat(_incidents.Read().Select(ViewOf)).OrderBy(alert => alert.Sequence).TakeLast(Kept)];

    /// <summary>What happened to the cell's processes since a time, in words.</summary>
    /// <param name="time">The time of day.</param>
    internal string[] Since(DateTimeOffset time) => _incidents.WordsSince(time);

    private static AlertView ViewOf(Incident incident) => new(
        incident.Sequence,
        incident.SessionTimeNs,
        Names.Of(incident.Kind),
        Count: 1,
        incident.DurationMs,
        incident.Text,
        incident.Process);
}
