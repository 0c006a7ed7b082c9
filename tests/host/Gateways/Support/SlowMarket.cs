using Strategies.Records;
using Strategies.Venues;

namespace Strategies.Gateways.Tests.Support;

/// <summary>
/// The far side of a <see cref="SlowExchange"/>: what stays when the session or its owner ends. No market: an order
/// works until somebody ends it.
/// </summary>
/// <param name="sentFile">Where keys that were sent are appended, a line each; none for memory alone.</param>
internal sealed class SlowMarket(string? sentFile = null)
{
    /// <summary>Orders that work, in the order of their acceptance.</summary>
    internal List<OrderPayload> Working { get; } = [];

    /// <summary>Orders of the day that have ended.</summary>
    internal HashSet<ulong> Ended { get; } = [];

    internal ulong LastExecId { get; set; }

    internal bool IsDayEnded { get; set; }

    internal OrderKey LastSent { get; private set; } =
        sentFile is null ? default : ReadSent(sentFile).LastOrDefault();

    /// <summary>Persists that an order is sent.</summary>
    internal void SetSent(OrderKey key)
    {
        LastSent = key;
        if (sentFile is not null)
        {
            File.AppendAllText(sentFile, $"{key.Cause} {key.Index}\n");
        }
    }

    /// <summary>Keys that were sent, in their order.</summary>
    internal static List<OrderKey> ReadSent(string file) => File.Exists(file)
        ? [.. File.ReadLines(file).Select(line => line.Split(' '))
            .Select(parts => new OrderKey(ulong.Parse(parts[0], null), uint.Parse(parts[1], null)))]
        : [];
}
