using System.Globalization;

namespace Strategies.Sdk;

/// <summary>The engine's name for an order: 64 bits made of cell (12), trading day (16) and counter (36).</summary>
/// <param name="Value">The packed identifier; 0 means none.</param>
public readonly record struct OrderId(ulong Value)
{
    private const int CounterBits = 36;
    private const int TradingDayBits = 16;

    /// <summary>The largest counter of a day: 68,719,476,735.</summary>
    public const ulong CounterMax = (1UL << CounterBits) - 1;

    /// <summary>The cell that gave the identifier, 0 to 4095.</summary>
    public int Cell => (int)(Value >> (CounterBits + TradingDayBits));

    /// <summary>The trading day within the cell's calendar, 0 to 65535.</summary>
    public int TradingDay => (int)(Value >> CounterBits) & 0xFFFF;

    /// <summary>The running number within the day, from 1.</summary>
    public ulong Counter => Value & CounterMax;

    /// <summary>Packs the three parts.</summary>
    /// <param name="cell">0 to 4095.</param>
    /// <param name="tradingDay">0 to 65535.</param>
    /// <param name="counter">1 to <see cref="CounterMax"/>.</param>
    /// <exception cref="ArgumentOutOfRangeException">A part is out of its range.</exception>
    public static OrderId Pack(int cell, int tradingDay, ulong counter)
    {
        ArgumentOutOfRangeException.ThrowIfGreaterThan((uint)cell, 4095u, nameof(cell));
        ArgumentOutOfRangeException.ThrowIfGreaterThan((uint)tradingDay, 65535u, nameof(tradingDay));
        ArgumentOutOfRangeException.ThrowIfGreaterThan(counter, CounterMax);
        return new OrderId(
            ((ulong)(uint)cell << (CounterBits + TradingDayBits)) | ((ulong)(uint)tradingDay << CounterBits) | counter);
    }

    /// <summary><c>cell-day-counter</c>, in invariant form. Allocates: not for the hot path.</summary>
    public override string ToString() => string.Create(CultureInfo.InvariantCulture, $"{Cell}-{TradingDay}-{Counter}");
}
