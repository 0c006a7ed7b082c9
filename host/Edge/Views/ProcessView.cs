namespace Strategies.Edge.Views;

/// <summary>A process of the cell as its heartbeat and counters show it.</summary>
/// <param name="Name">What it is called.</param>
/// <param name="Pid">Process number of the last one; 0 when there was none.</param>
/// <param name="Alive">True while it runs.</param>
/// <param name="State">What it says it is at.</param>
/// <param name="HeartbeatAgeMs">Since its last beat, ms; -1 when there was none.</param>
/// <param name="Beats">Beats so far.</param>
/// <param name="Counters">Its counters by name; empty when there are none.</param>
public sealed record ProcessView(
    string Name,
    int Pid,
    bool Alive,
    string State,
    double HeartbeatAgeMs,
    ulong Beats,
    IReadOnlyDictionary<string, long> Counters)
{
    /// <summary>By what other processes of its user can get into it, as it found itself; <c>closed</c> by nothing.</summary>
    public string Diagnostics { get; init; } = "not told";
}
