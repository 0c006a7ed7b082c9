using Strategies.Feeds.Pcap;

namespace Strategies.Feeds.Verification;

/// <summary>What is odd about the headers of a capture's frames.</summary>
/// <param name="DamagedFrames">Frames with a wrong checksum: a session leaves them out, as a receiver does.</param>
/// <param name="Fragments">Fragments of UDP datagrams: a session leaves them out.</param>
/// <param name="DisguisedFrames">
/// Frames left out as another protocol, or as a fragment, that hold a packet of the feed all the same.
/// </param>
/// <param name="ContradictingMessages">Messages heard again under the same sequence with other bytes.</param>
/// <param name="LateMessages">Messages heard for the first time behind later ones, so late that a session leaves them out.</param>
/// <param name="FirstOdd">Where the first of the last three is; empty when there is none.</param>
/// <param name="OddSessions">
/// Sessions of one packet, whose messages are missing in a session with nearly the same name: "ours instead of theirs".
/// </param>
/// <param name="ChecksumNote">Which checksums are not judged, and why; empty when all are.</param>
public sealed record CaptureReport(
    long DamagedFrames,
    long Fragments,
    long DisguisedFrames,
    long ContradictingMessages,
    long LateMessages,
    string FirstOdd,
    IReadOnlyList<string> OddSessions,
    string ChecksumNote)
{
    /// <summary>True when every frame of the feed was read and every message in it is played.</summary>
    public bool IsClean => DamagedFrames == 0 && Fragments == 0 && DisguisedFrames == 0 && ContradictingMessages == 0
        && LateMessages == 0 && OddSessions.Count == 0;

    internal static CaptureReport Of(PcapSource source, FrameWatch watch) => new(
        source.DamagedFrames,
        source.FragmentFrames,
        watch.DisguisedFrames,
        watch.ContradictingMessages,
        watch.LateMessages,
        watch.First,
        [.. source.Sessions.SelectMany(odd => source.Sessions
            .Where(session => IsMisnamed(odd, session))
            .Select(session => $"{odd.Name} instead of {session.Name}"))],
        source.ChecksumNote);

    private static bool IsMisnamed(FeedSession odd, FeedSession session) =>
        odd is { Packets: 1, Messages: > 0 }
        && session.Packets > 1
        && session.IsMissing(odd.FirstSequence, odd.LastSequence)
        && odd.DifferingBytes(session) == 1;
}
