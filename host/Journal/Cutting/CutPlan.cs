namespace Strategies.Journal.Cutting;

/// <summary>What a cut takes out of a journal.</summary>
public sealed record CutPlan
{
    /// <summary>Number of the last input that stays.</summary>
    public required ulong AfterSequence { get; init; }

    /// <summary>Time of that input, ns since 1970-01-01 UTC.</summary>
    public required long AfterTimeNs { get; init; }

    /// <summary>Whole inputs that are taken out.</summary>
    public required long Inputs { get; init; }

    /// <summary>Number of the last of them; 0 when there are none.</summary>
    public required ulong LastInputSequence { get; init; }

    /// <summary>Whole outputs that are taken out.</summary>
    public required long Outputs { get; init; }

    /// <summary>Damage behind the cut, which ends the counting; it is taken out too.</summary>
    public required IReadOnlyList<JournalException> Damage { get; init; }

    /// <summary>
    /// Cause of the last output that stays, when damage begins so early in the outputs that some of the inputs that stay
    /// may be without theirs; null otherwise. An engine that recovers the journal makes them again.
    /// </summary>
    public required ulong? OutputsEndAtCause { get; init; }

    /// <summary>Names of the snapshots that are taken out.</summary>
    public required IReadOnlyList<string> Snapshots { get; init; }

    /// <summary>True when nothing lies behind the cut.</summary>
    public bool IsEmpty => Inputs == 0 && Outputs == 0 && Damage.Count == 0 && Snapshots.Count == 0;
}
