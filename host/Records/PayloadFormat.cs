namespace Strategies.Records;

/// <summary>How the raw bytes of a market-data record are coded.</summary>
public enum PayloadFormat : ushort
{
    /// <summary>Not market data.</summary>
    None = 0,

    /// <summary>
    /// One row of a LOBSTER message file, with what the orderbook file adds: <see cref="LobsterPrefix"/>.
    /// </summary>
    Lobster = 1,

    /// <summary>ITCH 5.0 messages, each behind a two-byte big-endian length.</summary>
    Itch50 = 2,

    /// <summary>A MoldUDP64 packet (session, sequence, count, message blocks) of ITCH 5.0 messages.</summary>
    MoldUdp64Itch50 = 3,
}
