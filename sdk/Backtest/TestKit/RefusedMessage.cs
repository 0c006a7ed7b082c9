using Strategies.Sdk;

namespace Strategies.Backtest.TestKit;

/// <summary>An order or a request that did not leave.</summary>
/// <param name="Message">What was asked for.</param>
/// <param name="Reason">Why the gate or the order table refused it.</param>
/// <param name="Limit">The limit, in the control's own unit, where a limit refused it.</param>
/// <param name="Value">The value that was compared with it.</param>
public sealed record RefusedMessage(SentMessage Message, RejectReason Reason, long Limit, long Value);
