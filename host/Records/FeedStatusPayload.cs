using System.Runtime.InteropServices;

namespace Strategies.Records;

/// <summary>Payload of <see cref="RecordType.FeedStatus"/>.</summary>
[StructLayout(LayoutKind.Sequential, Pack = 8)]
public struct FeedStatusPayload
{
    /// <summary>Number of the feed.</summary>
    public int Feed;

    /// <summary>What happened.</summary>
    public FeedCondition Condition;

    /// <summary>First feed sequence that is missing; zero when it is not about a gap.</summary>
    public ulong FirstMissing;

    /// <summary>Last feed sequence that is missing.</summary>
    public ulong LastMissing;
}
