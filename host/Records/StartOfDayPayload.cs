using System.Runtime.InteropServices;

namespace Strategies.Records;

/// <summary>Payload of <see cref="RecordType.StartOfDay"/>.</summary>
[StructLayout(LayoutKind.Sequential, Pack = 8)]
public struct StartOfDayPayload
{
    /// <summary>Number of the day in the cell's life, 1 to 65535; part of every order identifier.</summary>
    public int TradingDay;

    /// <summary>The date as yyyymmdd.</summary>
    public int TradeDate;

    /// <summary>Local midnight of the venue on that date, ns since 1970-01-01 UTC: feeds count from it.</summary>
    public long MidnightUtcNs;

    /// <summary>Hash of the session's configuration file in the journal's store.</summary>
    public Hash256 ConfigurationHash;
}
