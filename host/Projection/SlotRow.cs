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

    public string Reason { get; set; } = "";

    public ulong SinceSequence { get; set; }

    public long SinceNs { get; set; }
}
