using Strategies.Records;

namespace Strategies.Projection;

/// <summary>What is known of a slot.</summary>
public sealed class SlotRow
{
    public required int Number { get; init; }

    public required string Name { get; init; }

    public required int Account { get; init; }

    public required string AccountName { get; init; }

    public SlotState State { get; set; }

    public Hash256 PackageHash { get; set; }

    public Hash256 PreviousHash { get; set; }

    /// <summary>
    /// The version that the last rollback left, by request or for a fault; empty behind a deployment, and behind a rollback
    /// that brought such a version back.
    /// </summary>
    public Hash256 RolledBackFrom { get; set; }

    /// <summary>True when a further rollback would bring back what the last one has left.</summary>
    public bool IsRolledBack => !RolledBackFrom.IsEmpty && RolledBackFrom == PreviousHash;

    public string Reason { get; set; } = "";

    public ulong SinceSequence { get; set; }

    public long SinceNs { get; set; }
}
