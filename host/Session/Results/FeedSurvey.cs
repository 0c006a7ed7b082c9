using Strategies.Feeds;
using Strategies.Plans;

namespace Strategies.Session.Results;

/// <summary>
/// The data read once to its end before anything is made: a damaged file is found while nothing is half done, and its
/// messages are counted by a reader that has nothing to do with the session's.
/// </summary>
/// <param name="Messages">Messages in the file.</param>
/// <param name="SpanNs">From the first packet to the last, in the data's own time.</param>
/// <param name="Remark">What a person should know of the file; empty for nothing.</param>
public readonly record struct FeedSurvey(long Messages, long SpanNs, string Remark)
{
    /// <exception cref="FeedException">The file is damaged, or holds no packet.</exception>
    public static FeedSurvey Of(SessionSetup setup)
    {
        using PacketSource source = setup.OpenFeed();
        if (!source.MoveNext())
        {
            throw FeedException.ForFile(source.File, "there is no packet in it", "a session needs market data");
        }

        long first = source.ExchangeTimeNs;
        while (source.MoveNext())
        {
        }

        return new FeedSurvey(source.MessagesRead, source.ExchangeTimeNs - first, source.Remark);
    }
}
