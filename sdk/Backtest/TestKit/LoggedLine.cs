using Strategies.Sdk;

namespace Strategies.Backtest.TestKit;

/// <summary>A line that a strategy logged.</summary>
/// <param name="Level">How much it matters.</param>
/// <param name="Text">The template with its arguments filled in.</param>
public sealed record LoggedLine(LogLevel Level, string Text);
