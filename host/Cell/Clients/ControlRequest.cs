namespace Strategies.Cell.Clients;

/// <summary>What a person asks of the supervisor, one JSON line.</summary>
public sealed record ControlRequest
{
    /// <summary>Replace the core by a fresh one without a window.</summary>
    public const string Handover = "handover";

    /// <summary>What is asked.</summary>
    public required string Request { get; init; }
}
