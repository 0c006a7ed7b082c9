using System.Runtime.InteropServices;

namespace Strategies.Records;

/// <summary>
/// Payload of <see cref="RecordType.FeedDefinition"/>: a feed line of the day and the venue whose market it tells. Its
/// messages are about instruments of that venue and no other.
/// </summary>
[StructLayout(LayoutKind.Sequential, Pack = 8)]
public struct FeedDefinitionPayload
{
    /// <summary>Its number, 1 to <see cref="SourceIds.FeedMax"/>; the source's number in the headers of its packets.</summary>
    public ushort Feed;

    /// <summary>A venue that was defined before.</summary>
    public ushort Venue;

    /// <summary>
    /// For how long it may say nothing, in ms of the session, before its prices are no reference any more; 0 for no limit.
    /// </summary>
    public int SilentAfterMs;
}
