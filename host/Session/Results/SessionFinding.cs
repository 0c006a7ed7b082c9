namespace Strategies.Session.Results;

/// <summary>Something that did not go as the plan has it.</summary>
/// <param name="Kind">What it is about.</param>
/// <param name="Slot">Name of the slot; empty when it is about none.</param>
/// <param name="Text">What happened, in words.</param>
public sealed record SessionFinding(FindingKind Kind, string Slot, string Text)
{
    /// <summary>Number of the input at which it happened; 0 when it is about none.</summary>
    public ulong AtSequence { get; init; }

    /// <summary>Type and method that an exception left; empty when there is none.</summary>
    public string Method { get; init; } = "";

    /// <summary>The method's source; empty when it is not known.</summary>
    public SourceLine Source { get; init; }
}
