namespace Strategies.Session.Results;

/// <summary>What became of one feed's messages.</summary>
/// <param name="Feed">Number of the feed, from 1.</param>
/// <param name="Venue">Name of its venue.</param>
/// <param name="File">Its file.</param>
/// <param name="FeedMessages">Messages (rows) that the file holds, as its reader counted them.</param>
/// <param name="RecordMessages">Messages in the feed's market-data records.</param>
public sealed record FeedReport(int Feed, string Venue, string File, long FeedMessages, long RecordMessages);
