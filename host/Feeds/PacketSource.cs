using Strategies.Records;

namespace Strategies.Feeds;

/// <summary>
/// A feed from a file, packet by packet, streamed in bounded memory. After <see cref="MoveNext"/> has returned true the
/// other members describe that packet. Used by one thread; reading does not allocate once it is going.
/// </summary>
public abstract class PacketSource : IDisposable
{
    // The days that a file's name may say, and that nanoseconds since 1970 reach.
    private const int FirstYear = 1970;
    private const int LastYear = 2199;

    /// <summary>Makes a source.</summary>
    /// <param name="file">Path of its file.</param>
    /// <param name="kind">Kind of file.</param>
    /// <param name="tradeDate">The trading day, US Eastern.</param>
    /// <exception cref="FeedException">The day is none whose times can be counted from 1970 on.</exception>
    protected PacketSource(string file, FeedKind kind, DateOnly tradeDate)
    {
        if (tradeDate.Year is < FirstYear or > LastYear)
        {
            throw FeedException.ForFile(
                file,
                $"its trading day would be {tradeDate:yyyy-MM-dd}",
                $"days from {FirstYear} to {LastYear} can be read: look at the date in its name, at its first time, or at the day given");
        }

        File = file;
        Kind = kind;
        TradeDate = tradeDate;
        MidnightUtcNs = EasternTime.MidnightUtcNs(tradeDate);
    }

    /// <summary>Path of the file.</summary>
    public string File { get; }

    /// <summary>Kind of file.</summary>
    public FeedKind Kind { get; }

    /// <summary>The trading day, US Eastern.</summary>
    public DateOnly TradeDate { get; }

    /// <summary>US Eastern midnight at the start of <see cref="TradeDate"/>, ns since 1970-01-01 UTC.</summary>
    public long MidnightUtcNs { get; }

    /// <summary>How <see cref="Payload"/> is coded.</summary>
    public abstract PayloadFormat Format { get; }

    /// <summary>
    /// The raw bytes that come behind <see cref="Prefix"/> in a record; valid until the next <see cref="MoveNext"/>.
    /// </summary>
    public abstract ReadOnlySpan<byte> Payload { get; }

    /// <summary>Session and feed sequences of the packet.</summary>
    public MarketDataPrefix Prefix { get; protected set; }

    /// <summary>Time at the exchange (LOBSTER, ITCH) or of the capture (pcap), ns since 1970-01-01 UTC.</summary>
    public long ExchangeTimeNs { get; protected set; }

    /// <summary>
    /// Messages missing in front of the packet; none for files whose messages are not numbered by the feed.
    /// </summary>
    public FeedGap Gap { get; protected set; }

    /// <summary>
    /// What is known about the feed's sessions so far; empty for files whose messages are not numbered by the feed.
    /// </summary>
    public virtual IReadOnlyList<FeedSession> Sessions => [];

    /// <summary>
    /// What a person should know of the file although reading it came to its end, once it has; empty for nothing.
    /// </summary>
    public virtual string Remark => string.Empty;

    /// <summary>Packets read so far, the current one included; repeated ones are not among them.</summary>
    public long PacketsRead { get; protected set; }

    /// <summary>Messages of the feed in them.</summary>
    public long MessagesRead { get; protected set; }

    /// <summary>Where the current packet stands in the file, for messages to people. Allocates.</summary>
    public abstract string Position { get; }

    /// <summary>How much of the file has been read, 0 to 1.</summary>
    public abstract double FractionRead { get; }

    /// <summary>Goes to the next packet.</summary>
    /// <returns>False at the end of the feed.</returns>
    /// <exception cref="FeedException">The file is damaged here; the packets before it were good.</exception>
    public abstract bool MoveNext();

    /// <inheritdoc/>
    public void Dispose()
    {
        Dispose(true);
        GC.SuppressFinalize(this);
    }

    /// <summary>Closes the file.</summary>
    /// <param name="disposing">True when called by <see cref="Dispose()"/>.</param>
    protected abstract void Dispose(bool disposing);
}
