using Strategies.Feeds.Lobster;
using Strategies.Feeds.Pcap;

namespace Strategies.Feeds.Verification;

/// <summary>
/// Reads a feed's file to its end and reports what is in it; of a LOBSTER zip also whether its two files agree.
/// </summary>
public static class DataVerifier
{
    /// <summary>Verifies a file.</summary>
    /// <param name="file">Its path.</param>
    /// <param name="progress">Told the fraction done, 0 to 1, every few thousand packets; null for nobody.</param>
    /// <param name="options">What the file does not say itself; null for the defaults.</param>
    /// <returns>The report; damage inside the file is part of it.</returns>
    /// <exception cref="FeedException">The file cannot be opened at all: missing, or no kind of feed.</exception>
    public static DataReport Verify(string file, IProgress<double>? progress = null, FeedOptions? options = null)
    {
        using PacketSource source = FeedOpener.Open(file, options);
        double share = source.Kind == FeedKind.Lobster ? 0.5 : 1;
        MessageCounter counter = new(source);
        FrameWatch watch = new();
        if (source is PcapSource watched)
        {
            watched.Watch = watch;
        }

        FeedDamage? damage = null;
        LobsterVerification? lobster = null;
        try
        {
            counter.CountAll(progress is null ? null : fraction => progress.Report(fraction * share));
            if (source.Kind == FeedKind.Lobster)
            {
                lobster = LobsterChecker.Check(
                    file, progress is null ? null : fraction => progress.Report(share + fraction * (1 - share)));
            }
        }
        catch (FeedException cause)
        {
            damage = FeedDamage.From(cause);
        }

        progress?.Report(1);
        return new DataReport
        {
            File = file,
            Kind = source.Kind,
            TradeDate = source.TradeDate,
            Packets = source.PacketsRead,
            Messages = counter.Messages,
            CountsByType = counter.CountsByType(),
            Symbols = source is LobsterSource named ? [named.Symbol] : counter.Symbols,
            FirstTimeNs = counter.FirstTimeNs,
            LastTimeNs = counter.LastTimeNs,
            TimeReversals = counter.TimeReversals,
            Stamps = counter.Stamps,
            InvalidMessages = counter.InvalidMessages,
            FirstInvalid = counter.FirstInvalid,
            OddMessages = counter.OddMessages,
            FirstOdd = counter.FirstOdd,
            RepeatedMessages = counter.RepeatedMessages,
            Orders = counter.Orders,
            Capture = source is PcapSource capture ? CaptureReport.Of(capture, watch) : null,
            Remark = source.Remark,
            Sessions = source.Sessions,
            Damage = damage,
            Lobster = lobster,
        };
    }
}
