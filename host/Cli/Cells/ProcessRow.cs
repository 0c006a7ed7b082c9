namespace Strategies.Cli.Cells;

/// <summary>A process of a cell as its heartbeat shows it.</summary>
/// <param name="Process">Its name.</param>
/// <param name="Pid">Its process number; 0 when there never was one.</param>
/// <param name="Alive">True while it runs.</param>
/// <param name="State">What it says it is at.</param>
/// <param name="HeartbeatAgeMs">How long ago it last beat, ms of the wall clock; null when it never did.</param>
/// <param name="Restarts">Starts after its first; null where nobody counts them.</param>
/// <param name="Diagnostics">By what other processes of its user can get into it, as it found itself; <c>closed</c> by nothing.</param>
internal sealed record ProcessRow(
    string Process, int Pid, bool Alive, string State, double? HeartbeatAgeMs, long? Restarts, string Diagnostics);
