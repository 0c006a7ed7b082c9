using Strategies.Journal;
using Strategies.Journal.Replay;

namespace Strategies.Driver.Replay;

/// <summary>What a replay found.</summary>
public sealed class ReplayResult
{
    /// <summary>Inputs that were run.</summary>
    public required ulong Inputs { get; init; }

    /// <summary>Behaviours of the engine that the inputs asked for, in their order.</summary>
    public required IReadOnlyList<int> Behaviours { get; init; }

    /// <summary>Outputs that were compared.</summary>
    public required long Outputs { get; init; }

    /// <summary>Market messages in the inputs, counted from the packets themselves.</summary>
    public required long MarketMessages { get; init; }

    /// <summary>Digest of all outputs of the replay.</summary>
    public required ulong Digest { get; init; }

    /// <summary>The first difference; none when every output was equal.</summary>
    public required OutputDifference? Difference { get; init; }

    /// <summary>What lay behind the last whole record; none when nothing did.</summary>
    public required TornTail? TornTail { get; init; }

    /// <summary>True when the journal ends where its writer closed it.</summary>
    public required bool IsClosedCleanly { get; init; }

    /// <summary>In what the machine of the replay differs from the one that wrote the journal.</summary>
    public required IReadOnlyList<string> EnvironmentDifferences { get; init; }

    /// <summary>True when every output was equal.</summary>
    public bool IsMatch => Difference is null;
}
