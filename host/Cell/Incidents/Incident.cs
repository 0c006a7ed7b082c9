namespace Strategies.Cell.Incidents;

/// <summary>Something that happened to a process of a cell and that people have to know of.</summary>
public sealed record Incident
{
    /// <summary>When, by the time of day.</summary>
    public required DateTimeOffset Time { get; init; }

    /// <summary>Session time then, ns since 1970-01-01 UTC; 0 when there was none yet.</summary>
    public long SessionTimeNs { get; init; }

    /// <summary>The core's last input then; 0 when there was none yet.</summary>
    public ulong Sequence { get; init; }

    /// <summary>Name of the process.</summary>
    public required string Process { get; init; }

    /// <summary>What happened.</summary>
    public required IncidentKind Kind { get; init; }

    /// <summary>For how long, ms; 0 where it has no length.</summary>
    public long DurationMs { get; init; }

    /// <summary>In words.</summary>
    public required string Text { get; init; }

    /// <inheritdoc/>
    public override string ToString() => $"{Process}: {Text}";
}
