namespace Strategies.Cell.Clients;

/// <summary>The supervisor's answer to a <see cref="ControlRequest"/>, one JSON line.</summary>
public sealed record ControlAnswer
{
    /// <summary>What went wrong; empty when it was done.</summary>
    public string Error { get; init; } = "";

    /// <summary>What to do about it.</summary>
    public string Hint { get; init; } = "";

    /// <summary>Process number of the core before.</summary>
    public int OldPid { get; init; }

    /// <summary>Process number of the core now.</summary>
    public int NewPid { get; init; }

    /// <summary>From the old core's last record to the new one's first, ns.</summary>
    public long PauseNs { get; init; }

    /// <summary>From the request to the answer, s.</summary>
    public double Seconds { get; init; }

    /// <summary>What happened to the cell's processes meanwhile, in words: a silence, a block, a kill.</summary>
    public IReadOnlyList<string> Incidents { get; init; } = [];

    /// <summary>Something that could not be done.</summary>
    /// <param name="error">What went wrong.</param>
    /// <param name="hint">What to do about it.</param>
    public static ControlAnswer Refuse(string error, string hint) => new() { Error = error, Hint = hint };
}
