using Strategies.Risk;
using Strategies.Sdk;

namespace Strategies.Engine.Tests.Support;

/// <summary>Instruments, prices and limits that the tests share.</summary>
internal static class TestInstruments
{
    internal static readonly InstrumentId First = new(1);
    internal static readonly InstrumentId Second = new(2);

    internal static Instrument[] Equities =>
    [
        new Instrument { Id = First, Symbol = "ALPHA" },
        new Instrument { Id = Second, Symbol = "BETA" },
    ];

    internal static Price Dollars(decimal units) => Price.FromDecimal(units);

    /// <summary>Limits of the firm so wide that only what a test tightens refuses.</summary>
    internal static LimitEntry[] WideLimits =>
    [
        Firm(RiskControl.MaxQuantity, 1_000_000_000),
        Firm(RiskControl.MaxNotional, long.MaxValue),
        Firm(RiskControl.PriceCollar, 1_000_000_000),
        Firm(RiskControl.ReferenceAge, long.MaxValue / 2),
        Firm(RiskControl.MaxPosition, long.MaxValue / 2),
        Firm(RiskControl.MessagesPerSecond, 10_000),
    ];

    internal static LimitEntry Firm(RiskControl control, long value) =>
        new() { Control = control, Scope = RiskScope.Firm, Value = value };
}
