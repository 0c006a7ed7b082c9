using Strategies.Engine.Records;

namespace Strategies.Edge.Projection;

/// <summary>What is known of a slot.</summary>
internal sealed class SlotRow
{
    internal required int Number { get; init; }

    internal required string Name { get; init; }

    internal required int Account { get; init; }

    internal required string AccountName { get; init; }

    internal SlotState State { get; set; }

    internal Hash256 PackageHash { get; set; }

    internal Hash256 PreviousHash { get; set; }

    internal string Reason { get; set; } = "";

    internal ulong SinceSequence { get; set; }

    internal long SinceNs { get; set; }
}
