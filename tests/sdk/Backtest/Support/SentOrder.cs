using Strategies.Sdk;

namespace Strategies.Backtest.Tests.Support;

/// <summary>An order that a strategy sends at a time of day.</summary>
/// <param name="Seconds">Seconds after midnight in New York.</param>
/// <param name="Side">Buy or sell.</param>
/// <param name="Cents">Its limit.</param>
/// <param name="Quantity">Its quantity.</param>
internal readonly record struct SentOrder(decimal Seconds, Side Side, long Cents, long Quantity);
