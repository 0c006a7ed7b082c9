namespace Strategies.Soak.Runs;

/// <summary>What the command line says to every run.</summary>
/// <param name="Folder">Where state, figures and work of the runs lie.</param>
/// <param name="HotCpu">The CPU for hot threads.</param>
/// <param name="Pace">Wall time that playing a day shall take.</param>
public sealed record SoakOptions(string Folder, int HotCpu, TimeSpan Pace)
{
    /// <summary>Swaps of the run across processes.</summary>
    public int Swaps { get; init; } = 1_000;

    /// <summary>Where large work of the runs lies; none for memory if there is room, else <see cref="Folder"/>.</summary>
    public string? ScratchFolder { get; init; }
}
