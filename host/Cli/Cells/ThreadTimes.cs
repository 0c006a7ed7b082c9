namespace Strategies.Cli.Cells;

/// <summary>A thread as <c>/proc</c> shows it at one moment.</summary>
/// <param name="Tid">The kernel's number of the thread.</param>
/// <param name="Name">Its name.</param>
/// <param name="State">R running, S sleeping, D waiting for a disk, and so on.</param>
/// <param name="Cpu">CPU that it ran on last.</param>
/// <param name="Affinity">CPUs that it may run on, as the kernel writes them.</param>
/// <param name="CpuNs">Time that it has run, ns.</param>
/// <param name="Voluntary">Times that it gave its CPU away.</param>
/// <param name="Involuntary">Times that its CPU was taken away.</param>
internal sealed record ThreadTimes(
    int Tid, string Name, string State, int Cpu, string Affinity, long CpuNs, long Voluntary, long Involuntary);
