namespace Strategies.Cli.Cells;

/// <summary>A thread over an interval.</summary>
/// <param name="Process">Name of its process.</param>
/// <param name="Pid">Number of its process.</param>
/// <param name="Tid">Its number.</param>
/// <param name="Name">Its name.</param>
/// <param name="State">R running, S sleeping, D waiting for a disk, and so on.</param>
/// <param name="Cpu">CPU that it ran on last.</param>
/// <param name="Affinity">CPUs that it may run on.</param>
/// <param name="CpuPercent">Share of one CPU that it had.</param>
/// <param name="Voluntary">Times in the interval that it gave its CPU away.</param>
/// <param name="Involuntary">Times in the interval that its CPU was taken away.</param>
internal sealed record ThreadRow(
    string Process,
    int Pid,
    int Tid,
    string Name,
    string State,
    int Cpu,
    string Affinity,
    double CpuPercent,
    long Voluntary,
    long Involuntary);
