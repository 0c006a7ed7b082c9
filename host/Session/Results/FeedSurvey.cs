using Strategies.Feeds;
using Strategies.Plans;

namespace Strategies.Session.Results;

/// <summary>
/// The data read once to its end before anything is made: a damaged file is found while nothing is half done, and its
/// messages are counted by a reader that has nothing to do with the session's.
/// </summary>
/// <param name="Feeds">Messages in each feed's file, by the feed's number from 1.</param>
/// <param name="Missing">Messages that the files themselves lack, by the feeds' own numbers.</param>
/// <param name="SpanNs">From the first packet of all to the last, in the data's own time.</param>
/// <param name="Remark">What a person should know of the files; empty for nothing.</param>
public sealed record FeedSurvey(IReadOnlyList<long> Feeds, long Missing, long SpanNs, string Remark)
{
    /// <summary>Messages in all files.</summary>
    public long Messages => Feeds.Sum();

    // A session is one trading day; its clock is a record a second where nothing happens, and years of them never end.
    private const int DaysMax = 7;
    private const long DayNs = 86_400_000_000_000;

    /// <exception cref="FeedException">
    /// A file is damaged, holds no packet, or one that is stamped many days behind its trading day.
    /// </exception>
    public static FeedSurvey Of(SessionSetup setup)
    {
        List<long> messages = [];
        List<string> remarks = [];
        long first = long.MaxValue;
        long last = long.MinValue;
        long missing = 0;
        foreach (FeedSetup feed in setup.Feeds)
        {
            using PacketSource source = feed.Open();
            if (!source.MoveNext())
            {
                throw FeedException.ForFile(source.File, "there is no packet in it", "a session needs market data");
            }

            first = Math.Min(first, source.ExchangeTimeNs);
            do
            {
                RequireNear(source);
            }
            while (source.MoveNext());

            last = Math.Max(last, source.ExchangeTimeNs);
            messages.Add(source.MessagesRead);
            missing += source.Sessions.Sum(session => (long)session.MissingMessages);
            if (source.Remark.Length > 0)
            {
                remarks.Add(source.Remark);
            }
        }

        return new FeedSurvey(messages, missing, last - first, string.Join("; ", remarks));
    }

    private static void RequireNear(PacketSource source)
    {
        long days = (source.ExchangeTimeNs - source.MidnightUtcNs) / DayNs;
        if (days >= DaysMax)
        {
            throw FeedException.ForFile(
                source.File,
                $"{source.Position}: it is stamped {days} days behind the midnight of {source.TradeDate:yyyy-MM-dd}",
                $"a session is one day, and no stamp may be {DaysMax} days or more behind it; strat data verify shows the stamps");
        }
    }
}
